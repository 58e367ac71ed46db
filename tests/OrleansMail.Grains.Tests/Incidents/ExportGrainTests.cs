using OrleansMail.Cluster;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.People;
using OrleansMail.Recipients;

namespace OrleansMail.Incidents;

[Collection(ClusterTests.Name)]
public sealed class ExportGrainTests(ClusterFixture cluster)
{
    private static readonly ExportContent Everything = new(WithValues: true, AffectedOnly: false, null);

    private readonly string _id = $"e-{Guid.NewGuid():N}";
    private readonly Guid _request = Guid.NewGuid();

    // Of one person all exports of a day are counted: each test has its own.
    private readonly string _ann = $"ann-{Guid.NewGuid():N}";

    private Caller Ann => Someone.Named(_ann);

    private IExportGrain Grain => cluster.Grains.GetGrain<IExportGrain>(_id);

    [Fact]
    public async Task A_small_export_is_open_to_whoever_asked_and_to_nobody_else()
    {
        await PrepareAsync(2);

        var asked = await AskAsync(Ann);
        var page = await Ann.AsAsync(() => Grain.PageAsync(_request, -1, 1_000));

        Assert.Equal((false, _ann, "audit of consent"), (asked.Request!.NeedsRelease, asked.Request.By, asked.Request.Reason));
        Assert.Equal(["name"], asked.Request.Columns);
        Assert.Equal(["r0@example.test", "r1@example.test"], page.Lines.Select(line => line.Outcome.Recipient));
        Assert.Equal(["Yuki"], page.Lines[0].Values);
        Assert.Equal("not-yours", (await Someone.Ben.AsAsync(() => Grain.PageAsync(_request, -1, 1_000))).Refusal?.Code);
        var impostor = Ann with { Kind = CallerKind.Service };
        Assert.Equal("not-yours", (await impostor.AsAsync(() => Grain.PageAsync(_request, -1, 1_000))).Refusal?.Code);
    }

    [Fact]
    public async Task A_large_export_waits_for_a_second_person()
    {
        await PrepareAsync(1_001);

        Assert.True((await AskAsync(Ann)).Request!.NeedsRelease);
        Assert.Equal("not-released", (await Ann.AsAsync(() => Grain.PageAsync(_request, -1, 1_000))).Refusal?.Code);
        Assert.Equal("same-person", (await ReleaseAsync(Ann)).Refusal?.Code);
        Assert.Equal("same-person", (await ReleaseAsync(Someone.Named($" {_ann.ToUpperInvariant()}"))).Refusal?.Code);
        Assert.Equal("not-a-person", (await ReleaseAsync(Someone.Ben with { Kind = CallerKind.Service })).Refusal?.Code);
        Assert.Equal("not-a-person", (await ReleaseAsync(Caller.Engine)).Refusal?.Code);
        Assert.Equal("second-factor", (await ReleaseAsync(Someone.Ben with { SecondFactorAt = null })).Refusal?.Code);
        Assert.Equal("not-released", (await Ann.AsAsync(() => Grain.PageAsync(_request, -1, 1_000))).Refusal?.Code);

        Assert.Equal("ben", (await ReleaseAsync(Someone.Ben)).Request?.ReleasedBy);

        var first = await Ann.AsAsync(() => Grain.PageAsync(_request, -1, 5_000));
        var second = await Ann.AsAsync(() => Grain.PageAsync(_request, first.Next!.Value, 5_000));
        var end = await Ann.AsAsync(() => Grain.PageAsync(_request, second.Next!.Value, 5_000));
        Assert.Equal((1_000, 1, 0), (first.Lines.Length, second.Lines.Length, end.Lines.Length));
        Assert.Null(end.Next);
    }

    [Fact]
    public async Task A_service_gets_no_large_export()
    {
        await PrepareAsync(1_001);

        Assert.Equal("not-a-person", (await AskAsync(Ann with { Kind = CallerKind.Service })).Refusal?.Code);
    }

    [Fact]
    public async Task Small_exports_of_a_day_together_take_a_second_person_as_a_large_one_does()
    {
        var draft = await PrepareAsync(600);
        Assert.False((await AskAsync(Ann)).Request!.NeedsRelease);
        Assert.False((await AskAsync(Ann)).Request!.NeedsRelease);
        var other = new Draft(cluster, $"{_id}-2");
        await other.WriteAsync();
        await ImportAsync(other, 401);
        var small = new Draft(cluster, $"{_id}-3");
        await small.WriteAsync();
        await ImportAsync(small, 400);

        // The same number of a request is another request in another campaign.
        Assert.True((await AskOfAsync(other, Someone.Named(_ann.ToUpperInvariant()))).Request!.NeedsRelease);
        Assert.Equal("not-released", (await Ann.AsAsync(() => ExportOf(other).PageAsync(_request, -1, 10))).Refusal?.Code);
        Assert.False((await AskOfAsync(other, Someone.Named($"ben-{_ann}"), Guid.NewGuid())).Request!.NeedsRelease);

        // What was not handed out alone does not count.
        Assert.False((await AskOfAsync(small, Ann)).Request!.NeedsRelease);
        Assert.True((await AskOfAsync(small, Ann, Guid.NewGuid())).Request!.NeedsRelease);

        cluster.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False((await AskOfAsync(draft, Ann, Guid.NewGuid())).Request!.NeedsRelease);
    }

    [Theory]
    [InlineData(CallerKind.Service)]
    [InlineData(CallerKind.Emergency)]
    public async Task Who_is_no_person_gets_no_more_in_a_day_than_one_person_alone(CallerKind kind)
    {
        var caller = Ann with { Kind = kind };
        var draft = await PrepareAsync(600);

        Assert.False((await AskAsync(caller)).Request!.NeedsRelease);
        Assert.Equal("not-a-person", (await AskOfAsync(draft, caller, Guid.NewGuid())).Refusal?.Code);

        // The person of the same name is another caller.
        Assert.False((await AskOfAsync(draft, Ann, Guid.NewGuid())).Request!.NeedsRelease);
    }

    [Fact]
    public async Task Without_a_reason_or_a_second_factor_there_is_no_request()
    {
        await PrepareAsync(2);

        Assert.Equal("reason", (await Ann.AsAsync(() => Grain.RequestAsync(_request, "", Everything))).Refusal?.Code);
        Assert.Equal("second-factor", (await AskAsync(Ann with { SecondFactorAt = null })).Refusal?.Code);
        Assert.Equal("not-found", (await Ann.AsAsync(() => Grain.PageAsync(_request, -1, 1_000))).Refusal?.Code);
        Assert.Empty(await Grain.ListAsync());
    }

    [Fact]
    public async Task A_day_later_a_request_is_closed()
    {
        await PrepareAsync(2);
        await AskAsync(Ann);
        cluster.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("not-found", (await Ann.AsAsync(() => Grain.PageAsync(_request, -1, 1_000))).Refusal?.Code);
        Assert.Equal("not-found", (await ReleaseAsync(Someone.Ben)).Refusal?.Code);
        Assert.Empty(await Grain.ListAsync());
    }

    [Fact]
    public async Task The_same_request_again_is_the_same_and_nobody_takes_it_over()
    {
        await PrepareAsync(2);

        var first = await AskAsync(Ann);
        var again = await AskAsync(Ann);

        Assert.Equal(first.Request!.At, again.Request!.At);
        Assert.Single(await Grain.ListAsync());
        Assert.Equal("not-found", (await AskAsync(Someone.Ben)).Refusal?.Code);
    }

    [Fact]
    public async Task Other_recipients_than_those_asked_for_are_not_handed_out()
    {
        var draft = await PrepareAsync(2);
        await AskAsync(Ann);
        await draft.ImportAsync("mai@example.test");

        Assert.Equal("changed", (await Ann.AsAsync(() => Grain.PageAsync(_request, -1, 1_000))).Refusal?.Code);
    }

    [Fact]
    public async Task Only_who_got_the_mail_or_may_have_is_affected()
    {
        var draft = await PrepareAsync(0);
        var audience = await draft.Dispatch.CurrentAudienceAsync();
        cluster.Ledger.Outcomes.AddRange(
        [
            Record(audience, 0, OutcomeKind.Delivered),
            Record(audience, 1, OutcomeKind.Bounced),
            Record(audience, 2, OutcomeKind.Unknown),
            Record(audience, 3, null),
            Record(audience, 4, null) with { Leased = true },
        ]);

        await AskAsync(Ann, new ExportContent(WithValues: false, AffectedOnly: true, null));
        var page = await Ann.AsAsync(() => Grain.PageAsync(_request, -1, 1_000));

        Assert.Equal([0, 2, 4], page.Lines.Select(line => line.Outcome.Row));
    }

    private Task<ExportAnswer> AskAsync(Caller caller, ExportContent? content = null) =>
        caller.AsAsync(() => Grain.RequestAsync(_request, "audit of consent", content ?? Everything));

    private IExportGrain ExportOf(Draft draft) => cluster.Grains.GetGrain<IExportGrain>(draft.Id);

    private Task<ExportAnswer> AskOfAsync(Draft draft, Caller caller, Guid? request = null) =>
        caller.AsAsync(() => ExportOf(draft).RequestAsync(request ?? _request, "audit of consent", Everything));

    private Task<ExportAnswer> ReleaseAsync(Caller caller) => caller.AsAsync(() => Grain.ReleaseAsync(_request));

    /// <summary>A draft whose recipients are all delivered; with none, it has rows but the ledger knows nothing.</summary>
    private async Task<Draft> PrepareAsync(int recipients)
    {
        var draft = new Draft(cluster, _id);
        await draft.WriteAsync();
        await ImportAsync(draft, Math.Max(recipients, 5));
        var audience = await draft.Dispatch.CurrentAudienceAsync();
        cluster.Ledger.Outcomes.AddRange(
            Enumerable.Range(0, recipients).Select(row => Record(audience, row, OutcomeKind.Delivered)));
        return draft;
    }

    private static async Task ImportAsync(Draft draft, int count)
    {
        var import = Guid.NewGuid();
        await draft.Audience.BeginAsync(import, ["name"]);
        var rows = Enumerable.Range(0, count).Select(row => new RecipientRow(row + 2, $"r{row}@example.test", ["Yuki"]));
        foreach (var (chunk, part) in rows.Chunk(1_000).Index())
        {
            Assert.Null((await draft.Audience.AppendAsync(import, chunk, part)).Refusal);
        }

        Assert.Null((await Someone.Ann.AsAsync(() => draft.Audience.CommitAsync(import))).Refusal);
    }

    private static OutcomeRecord Record(long audience, long row, OutcomeKind? kind) => new(
        audience, "e", row, $"r{row}@example.test",
        kind is { } known
            ? new OutcomeEntry(
                audience, row, 1, known, true, DeliveryStage.FinalDot, 250, null, "ok", null, null, null,
                DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null)
            : null,
        Leased: false);
}
