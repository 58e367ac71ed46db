using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.People;

namespace OrleansMail.Retention;

[Collection(ClusterTests.Name)]
public sealed class RetentionTests(ClusterFixture cluster) : IAsyncLifetime
{
    private readonly string _id = $"age-{Guid.NewGuid():N}";
    private readonly string _domain = $"d{Guid.NewGuid():N}.test";

    private IRetentionGrain Rules => cluster.Grains.GetGrain<IRetentionGrain>(_domain);

    private ICampaignGrain Campaign => cluster.Grains.GetGrain<ICampaignGrain>(_id);

    public async ValueTask InitializeAsync()
    {
        var draft = new Draft(cluster, _id);
        await draft.CheckAsync(Draft.Settings with { From = $"News <news@{_domain}>" });
        Assert.True((await draft.CommandAsync(CampaignCommand.Cancel)).Done);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task After_its_days_a_campaign_is_forgotten_once_and_the_trail_says_so_as_the_engine()
    {
        await SetAsync(new RetentionRules { MarketingDays = 31 });
        cluster.Clock.Advance(TimeSpan.FromDays(31) - TimeSpan.FromMinutes(1));
        await PassAsync();
        Assert.Null((await Campaign.StatusAsync())!.ForgottenAt);
        Assert.Empty(await EntriesAsync());

        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        await PassAsync();
        await PassAsync();

        Assert.Equal(cluster.Clock.GetUtcNow(), (await Campaign.StatusAsync())!.ForgottenAt);
        Assert.Single(cluster.Vault.Forgotten, _id);
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal((Caller.EngineName, $"campaign:{_id}"), (entry.Caller, entry.Target));
        Assert.StartsWith("Campaign.Forget days=31 ", entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_could_not_be_destroyed_is_destroyed_by_the_next_pass_under_the_same_entry()
    {
        await SetAsync(new RetentionRules { MarketingDays = 31 });
        cluster.Clock.Advance(TimeSpan.FromDays(31));
        cluster.Vault.Fails = _id;
        Assert.InRange((await PassAsync()).Failed, 1, int.MaxValue);
        Assert.Null((await Campaign.StatusAsync())!.ForgottenAt);

        cluster.Vault.Fails = null;
        await PassAsync();

        Assert.NotNull((await Campaign.StatusAsync())!.ForgottenAt);
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public async Task Without_its_entry_nothing_is_forgotten()
    {
        await SetAsync(new RetentionRules { MarketingDays = 31 });
        cluster.Clock.Advance(TimeSpan.FromDays(31));
        cluster.Trail.Fails = true;
        try
        {
            Assert.InRange((await PassAsync()).Failed, 1, int.MaxValue);
        }
        finally
        {
            cluster.Trail.Fails = false;
        }

        Assert.Null((await Campaign.StatusAsync())!.ForgottenAt);
        Assert.DoesNotContain(_id, cluster.Vault.Forgotten);
    }

    [Fact]
    public async Task A_domain_that_keeps_everything_until_a_date_forgets_nothing_before()
    {
        var until = cluster.Clock.GetUtcNow().AddDays(60);
        await SetAsync(new RetentionRules { MarketingDays = 31, KeepUntil = until });
        cluster.Clock.Advance(TimeSpan.FromDays(59));
        await PassAsync();
        Assert.Null((await Campaign.StatusAsync())!.ForgottenAt);

        cluster.Clock.Advance(TimeSpan.FromDays(1));
        await PassAsync();
        Assert.NotNull((await Campaign.StatusAsync())!.ForgottenAt);
    }

    [Fact]
    public async Task A_domain_that_keeps_everything_until_a_date_lets_nobody_forget_by_hand_either()
    {
        await SetAsync(new RetentionRules { KeepUntil = cluster.Clock.GetUtcNow().AddDays(60) });
        Assert.Equal("kept", (await Campaign.ForgetAsync(Guid.NewGuid())).Refusal?.Code);
        Assert.DoesNotContain(_id, cluster.Vault.Forgotten);

        await SetAsync(new RetentionRules());
        Assert.True((await Campaign.ForgetAsync(Guid.NewGuid())).Done);
    }

    [Theory]
    [InlineData(30, null, 0, "marketing")]
    [InlineData(3_661, null, 0, "marketing")]
    [InlineData(null, 6, 0, "other")]
    [InlineData(null, null, 3_661, "keep-until")]
    public async Task The_least_that_the_law_asks_for_cannot_be_undercut(int? marketing, int? other, int keep, string field)
    {
        var answer = await Rules.SetAsync(new RetentionRules
        {
            MarketingDays = marketing,
            OtherDays = other,
            KeepUntil = keep == 0 ? null : cluster.Clock.GetUtcNow().AddDays(keep),
        });

        Assert.Equal(field, answer.Refusal?.Field);
        Assert.Equal((1_096, 90), (answer.Retention.MarketingDays, answer.Retention.OtherDays));
        Assert.Null(answer.Retention.SetBy);
    }

    [Fact]
    public async Task What_is_set_is_shown_with_who_has_set_it()
    {
        var answer = await Someone.Named("olga").AsAsync(() => Rules.SetAsync(new RetentionRules { OtherDays = 7 }));

        Assert.Null(answer.Refusal);
        Assert.Equal(answer.Retention, await Rules.ShowAsync());
        Assert.Equal(
            (1_096, 7, "olga"),
            (answer.Retention.MarketingDays, answer.Retention.OtherDays, answer.Retention.SetBy));
    }

    private async Task SetAsync(RetentionRules rules) => Assert.Null((await Rules.SetAsync(rules)).Refusal?.Message);

    private async Task<RetentionStep> PassAsync()
    {
        var pass = cluster.Grains.GetGrain<IRetentionPassGrain>(0);
        var (after, forgotten, failed) = ((string?)null, 0, 0);
        do
        {
            var step = await pass.StepAsync(after);
            (after, forgotten, failed) = (step.Next, forgotten + step.Forgotten, failed + step.Failed);
        }
        while (after is not null);
        return new RetentionStep(null, forgotten, failed);
    }

    private async Task<AuditLine[]> EntriesAsync() => (await cluster.Grains.GetGrain<IAuditGrain>(_domain)
        .ListAsync(new AuditFilter(Action: "forgotten-by-age"), 0, 1_000)).Lines;
}
