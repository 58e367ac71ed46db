using OrleansMail.Cluster;
using OrleansMail.People;

namespace OrleansMail.Campaigns;

[Collection(ClusterTests.Name)]
public sealed class ApprovalRulesGrainTests(ClusterFixture cluster)
{
    private readonly IApprovalRulesGrain _rules =
        cluster.Grains.GetGrain<IApprovalRulesGrain>($"{Guid.NewGuid():N}.test");

    [Fact]
    public async Task Without_a_word_the_rules_are_the_built_in_ones() =>
        Assert.Equal(new DomainRules(new ApprovalRules(), 0, null, null), await _rules.ShowAsync());

    [Fact]
    public async Task A_change_counts_up_and_says_who_made_it_and_the_same_again_is_no_change()
    {
        var rules = new ApprovalRules { More = 3 };

        var first = (await Someone.Named("olga").AsAsync(() => _rules.SetAsync(rules))).Rules;
        var second = (await Someone.Named("paul").AsAsync(() => _rules.SetAsync(rules))).Rules;

        Assert.Equal((1, "olga", rules), (first.Version, first.SetBy, first.Rules));
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Neither_a_key_nor_a_session_left_open_sets_them()
    {
        var weak = new ApprovalRules { More = 1 };
        var service = Someone.Ben with { Kind = CallerKind.Service };
        var stale = Someone.Ben with { SecondFactorAt = cluster.Clock.GetUtcNow().AddMinutes(-6) };

        Assert.Equal("not-a-person", (await service.AsAsync(() => _rules.SetAsync(weak))).Refusal?.Code);
        Assert.Equal("second-factor", (await stale.AsAsync(() => _rules.SetAsync(weak))).Refusal?.Code);
        Assert.Equal(0, (await _rules.ShowAsync()).Version);
    }

    [Fact]
    public async Task A_value_out_of_its_range_is_named_and_changes_nothing()
    {
        (string Field, ApprovalRules Rules)[] cases =
        [
            ("approvals", new() { Approvals = 0 }),
            ("approvals", new() { Approvals = 6 }),
            ("more", new() { More = 0 }),
            ("many", new() { ManyRecipients = -1 }),
            ("known-share", new() { KnownShare = 1.1 }),
            ("known-share", new() { KnownShare = double.NaN }),
            ("expires", new() { ExpiresAfter = TimeSpan.FromSeconds(59) }),
            ("expires", new() { ExpiresAfter = TimeSpan.FromDays(31) }),
        ];

        foreach (var (field, rules) in cases)
        {
            Assert.Equal(field, (await _rules.SetAsync(rules)).Refusal?.Field);
        }

        Assert.Equal(0, (await _rules.ShowAsync()).Version);
    }

    [Fact]
    public async Task The_last_campaigns_are_remembered_each_once()
    {
        for (var number = 0; number < IApprovalRulesGrain.MostMarks + 5; number++)
        {
            await _rules.NoteAsync(Mark(number));
            await _rules.NoteAsync(Mark(number));
        }

        var sent = await _rules.SentAsync();
        Assert.Equal(Enumerable.Range(5, IApprovalRulesGrain.MostMarks).Select(number => $"c{number}"), sent.Select(mark => mark.Campaign));
    }

    private static CampaignMark Mark(int number) =>
        new($"c{number}", "", "", [], 1, AudienceDomains.None, DateTimeOffset.UnixEpoch);
}
