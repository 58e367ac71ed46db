using OrleansMail.Audit;
using OrleansMail.People;

namespace OrleansMail.Incidents;

public sealed class IncidentTrailTests
{
    private const string Domain = "sender.test";

    private readonly MemoryAudit _store = new();

    [Theory]
    [InlineData("campaign:spring", "Campaign.Draft", true)]
    [InlineData("campaign:spring2", "Campaign.Draft", false)]
    [InlineData("audience:spring", "Audience.Commit import=1", true)]
    [InlineData("export:spring", "Export.Page request=1", true)]
    [InlineData("incident:spring", "Incident.Open operation=1", true)]
    [InlineData("incident:spring", "Incident.Acts number=1", false)]
    [InlineData("stop:campaign:spring", "Stop.Stop reason=x", true)]
    [InlineData("stop:campaign:summer", "Stop.Stop reason=x", false)]
    [InlineData("stop:sender.test", "Stop.Stop reason=x", true)]
    [InlineData("stop:other.test", "Stop.Stop reason=x", false)]
    [InlineData("stop:*", "Stop.Stop reason=x", true)]
    [InlineData("user:spring", "User.Show", false)]
    [InlineData("spring", "x", false)]
    public void Only_what_was_done_to_the_campaign_or_to_all_that_it_belongs_to_concerns_it(
        string target, string detail, bool concerns) =>
        Assert.Equal(concerns, IncidentTrail.Concerns(Entry(1, target, detail), "spring", Domain));

    [Theory]
    [InlineData("campaign.approve", "Campaign.Approve hash=ab", "Campaign.Approve", "hash=ab", "Allowed")]
    [InlineData("not-done", "Campaign.Approve same-person", "Campaign.Approve", "same-person", "NotDone")]
    [InlineData("unmask", "outcomes of rows 0 to 9", "unmask", "outcomes of rows 0 to 9", "Allowed")]
    [InlineData("warning-accepted", "finding=links.html reason=x", "warning-accepted", "finding=links.html reason=x", "Allowed")]
    [InlineData("automatic-stop", "", "automatic-stop", "", "Allowed")]
    [InlineData("forgotten-by-age", "Campaign.Forget days=7", "forgotten-by-age", "Campaign.Forget days=7", "Allowed")]
    public void An_entry_in_toldnames_the_method_or_the_event(
        string action, string detail, string act, string rest, string result)
    {
        var told = IncidentTrail.Of(Entry(7, "campaign:spring", detail) with { Action = action });

        Assert.Equal((act, rest, result, 7), (told.Act, told.Detail, told.Result, told.Seq));
    }

    [Fact]
    public async Task A_long_trail_comes_in_pages_and_ends_where_it_ended_at_the_first()
    {
        const int entries = 2_600;
        for (var seq = 1; seq <= entries; seq++)
        {
            await _store.AppendAsync([Entry(seq, seq % 2 == 0 ? "campaign:spring" : "campaign:other", "Campaign.Draft")]);
        }

        var trail = new IncidentTrail(_store);
        var first = await trail.ReadAsync(Domain, "spring", Domain, 0, 0);
        await _store.AppendAsync([Entry(entries + 1, "campaign:spring", "Campaign.Draft")]);
        var second = await trail.ReadAsync(Domain, "spring", Domain, first.Next!.Value, first.Until);
        var third = await trail.ReadAsync(Domain, "spring", Domain, second.Next!.Value, second.Until);

        Assert.Equal((1_000, 2_000, null), (first.Next, second.Next, third.Next));
        Assert.Equal(
            Enumerable.Range(1, entries / 2).Select(number => number * 2L),
            first.Acts.Concat(second.Acts).Concat(third.Acts).Select(act => act.Seq));
        Assert.Equal(entries / 2 + 0L, (await trail.ReadAllAsync(Domain, "spring", Domain)).Count(act => act.Seq <= entries));
    }

    [Fact]
    public async Task A_trail_that_is_not_there_has_no_acts()
    {
        var page = await new IncidentTrail(_store).ReadAsync("nobody.test", "spring", "nobody.test", 0, 0);

        Assert.Empty(page.Acts);
        Assert.Null(page.Next);
    }

    private static AuditEntry Entry(long seq, string target, string detail) => new(
        seq, DateTimeOffset.UnixEpoch, "ann", "192.0.2.1", "campaign.draft", target, nameof(AuditResult.Allowed), detail, "",
        Domain, "", "s", new Guid((int)seq, 0, 0, new byte[8]), nameof(CallerKind.Person), null);
}
