using OrleansMail.Cluster;

namespace OrleansMail.Campaigns;

[Collection(ClusterTests.Name)]
public sealed class ForgetTests(ClusterFixture cluster)
{
    private readonly string _id = $"f-{Guid.NewGuid():N}";

    private Draft New() => new(cluster, _id);

    [Fact]
    public async Task Only_what_has_ended_is_forgotten()
    {
        var draft = New();
        Assert.Equal("not-found", (await ForgetAsync(draft)).Refusal?.Code);

        await draft.SubmitAsync();
        Assert.Equal("state", (await ForgetAsync(draft)).Refusal?.Code);

        await draft.CommandAsync(CampaignCommand.Cancel);
        var answer = await ForgetAsync(draft);

        Assert.True(answer.Done, answer.Refusal?.Message);
        Assert.Equal(cluster.Clock.GetUtcNow(), answer.Status.ForgottenAt);
        Assert.Equal([_id], cluster.Vault.Forgotten.Where(id => id == _id));
    }

    [Fact]
    public async Task A_cancelled_campaign_is_forgotten_after_everybody_has_an_outcome()
    {
        var draft = New();
        await draft.StartAsync(Draft.Settings with { HoldFor = TimeSpan.Zero });
        await draft.CommandAsync(CampaignCommand.Cancel);
        Assert.Equal("state", (await ForgetAsync(draft)).Refusal?.Code);

        await draft.Dispatch.DrainedAsync();
        cluster.Signal.Busy = _id;
        Assert.Equal("state", (await ForgetAsync(draft)).Refusal?.Code);

        cluster.Signal.Busy = null;
        Assert.True((await ForgetAsync(draft)).Done);
    }

    [Fact]
    public async Task Repeating_it_keeps_the_first_time()
    {
        var draft = New();
        await draft.SubmitAsync();
        await draft.CommandAsync(CampaignCommand.Cancel);
        var first = (await ForgetAsync(draft)).Status.ForgottenAt;

        cluster.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(first, (await ForgetAsync(draft)).Status.ForgottenAt);
    }

    [Fact]
    public async Task What_could_not_be_destroyed_is_not_said_to_be_forgotten()
    {
        var draft = New();
        await draft.SubmitAsync();
        await draft.CommandAsync(CampaignCommand.Cancel);
        cluster.Vault.Fails = _id;

        await Assert.ThrowsAsync<IOException>(() => ForgetAsync(draft));
        Assert.Null((await draft.Campaign.StatusAsync())!.ForgottenAt);

        cluster.Vault.Fails = null;
        Assert.NotNull((await ForgetAsync(draft)).Status.ForgottenAt);
    }

    [Fact]
    public async Task A_copy_of_the_key_that_had_to_stay_is_told_until_it_is_gone()
    {
        var draft = New();
        await draft.SubmitAsync();
        await draft.CommandAsync(CampaignCommand.Cancel);
        cluster.Vault.Remains[_id] = "session 1 (pg_dump) keeps it";

        var answer = await ForgetAsync(draft);
        Assert.NotNull(answer.Status.ForgottenAt);
        Assert.Equal("session 1 (pg_dump) keeps it", answer.Status.KeyRemains);
        Assert.NotNull((await draft.Campaign.StatusAsync())!.KeyRemains);

        cluster.Vault.Remains.Clear();
        Assert.Null((await draft.Campaign.StatusAsync())!.KeyRemains);
    }

    private static Task<CampaignAnswer> ForgetAsync(Draft draft) => draft.Campaign.ForgetAsync(Guid.NewGuid());
}
