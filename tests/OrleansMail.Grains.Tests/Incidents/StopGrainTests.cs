using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Domains;
using OrleansMail.People;
using OrleansMail.Reports;

namespace OrleansMail.Incidents;

[Collection(ClusterTests.Name)]
public sealed class StopGrainTests(ClusterFixture cluster) : IAsyncDisposable
{
    private const string Domain = "sender.test";

    private readonly string _id = $"s-{Guid.NewGuid():N}";

    private Draft Campaign => new(cluster, _id);

    /// <summary>What a test has stopped must not stop the next one.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var target in await cluster.Stores.ListAsync(DirectoryKind.Stop, runningOnly: true))
        {
            Assert.Null((await LiftAsync(target)).Refusal);
        }
    }

    [Theory]
    [InlineData("campaign")]
    [InlineData(Domain)]
    [InlineData(StopTarget.Everything)]
    public async Task What_is_stopped_is_paused_and_neither_starts_nor_resumes_until_the_stop_is_lifted(string target)
    {
        var campaign = Campaign;
        await campaign.StartAsync(Draft.Settings with { HoldFor = TimeSpan.Zero });
        var key = target == "campaign" ? StopTarget.OfCampaign(_id) : target;

        var answer = await StopAsync(key);

        Assert.Null(answer.Refusal);
        Assert.Equal((key, "ann", "wrong list"), (answer.Stop!.Target, answer.Stop.By, answer.Stop.Reason));
        var stopped = Assert.Single(answer.Campaigns, one => one.Id == _id);
        Assert.Equal(CampaignPhase.Paused, stopped.Status!.State);
        Assert.Equal("Stopped by ann: wrong list", stopped.Status.Reason);
        Assert.Contains(target == "campaign" ? _id : target, cluster.Signal.Stopped);
        Assert.Equal("stopped", (await campaign.CommandAsync(CampaignCommand.Resume)).Refusal?.Code);

        Assert.Null((await LiftAsync(key)).Stop);
        Assert.Equal(CampaignPhase.Paused, await campaign.PhaseAsync());
        Assert.Null((await campaign.CommandAsync(CampaignCommand.Resume)).Refusal);
    }

    [Fact]
    public async Task What_was_not_started_yet_does_not_start_while_its_domain_is_stopped()
    {
        var campaign = Campaign;
        await campaign.StartAsync();
        await campaign.CommandAsync(CampaignCommand.Cancel);
        var other = new Draft(cluster, $"{_id}-2");
        await other.ApproveAsync();

        await StopAsync(Domain);

        Assert.Equal("stopped", (await other.CommandAsync(CampaignCommand.Start)).Refusal?.Code);
        Assert.Equal(CampaignPhase.Approved, await other.PhaseAsync());
        Assert.False(cluster.Stores.IsRunning($"{_id}-2"));
    }

    [Fact]
    public async Task Another_domain_goes_on()
    {
        var campaign = Campaign;
        await campaign.StartAsync(Draft.Settings with { HoldFor = TimeSpan.Zero });
        await cluster.Grains.GetGrain<ISendingDomainGrain>("other.test").AddAsync(new DomainSettings(null, null, null));

        var answer = await StopAsync("other.test");

        Assert.Null(answer.Refusal);
        Assert.DoesNotContain(answer.Campaigns, one => one.Id == _id);
        Assert.Equal(CampaignPhase.Sending, await campaign.PhaseAsync());
        Assert.NotNull(await campaign.Dispatch.ReleaseAsync());
    }

    [Fact]
    public async Task A_campaign_that_the_stop_did_not_reach_gets_no_release_and_does_not_go_on_by_itself_after_it()
    {
        var campaign = Campaign;
        await campaign.StartAsync(Draft.Settings with { HoldFor = TimeSpan.Zero });
        cluster.Stores.Forget(DirectoryKind.Campaign);
        await StopAsync(Domain);
        await cluster.Stores.PutAsync(DirectoryKind.Campaign, _id, running: true);

        Assert.Equal(CampaignPhase.Sending, await campaign.PhaseAsync());
        Assert.Null(await campaign.Dispatch.ReleaseAsync());

        await LiftAsync(Domain);

        Assert.Equal(CampaignPhase.Paused, await campaign.PhaseAsync());
    }

    [Fact]
    public async Task A_stopped_stream_takes_nothing()
    {
        var stream = new Draft(cluster, $"{Domain}/{_id}");
        await stream.StartAsync(Draft.Settings with { IsStream = true, HoldFor = TimeSpan.Zero });
        await StopAsync(StopTarget.Everything);

        var message = new Streams.StreamMessage(
            "yuki@example.test", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "Yuki" }, null);
        var receipt = await cluster.Grains.GetGrain<Streams.IStreamGrain>($"{Domain}/{_id}").SendAsync(message);

        Assert.Equal("state", receipt.Refusal?.Code);
    }

    [Fact]
    public async Task A_second_stop_keeps_the_first_ones_words()
    {
        await Campaign.StartAsync();
        await StopAsync(Domain);

        var again = await Someone.Ben.AsAsync(() => Grain(Domain).StopAsync("me too"));

        Assert.Equal(("ann", "wrong list"), (again.Stop!.By, again.Stop.Reason));
    }

    [Theory]
    [InlineData("campaign:nobody-wrote-it")]
    [InlineData("unknown.test")]
    public async Task What_does_not_exist_cannot_be_stopped(string target)
    {
        Assert.Equal("not-found", (await StopAsync(target)).Refusal?.Code);
        Assert.Null(await Grain(target).ShowAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\nb")]
    public async Task A_stop_has_a_reason(string reason) => Assert.Equal(
        "reason", (await Someone.Ann.AsAsync(() => Grain(StopTarget.Everything).StopAsync(reason))).Refusal?.Code);

    [Fact]
    public async Task Neither_a_service_nor_a_session_left_open_lifts_a_stop()
    {
        await StopAsync(StopTarget.Everything);
        var service = Someone.Ben with { Kind = CallerKind.Service };
        var idle = Someone.Ben with { SecondFactorAt = cluster.Clock.GetUtcNow() - TimeSpan.FromHours(1) };

        Assert.Equal("not-a-person", (await service.AsAsync(() => Grain(StopTarget.Everything).LiftAsync("go"))).Refusal?.Code);
        Assert.Equal("second-factor", (await idle.AsAsync(() => Grain(StopTarget.Everything).LiftAsync("go"))).Refusal?.Code);
        Assert.NotNull(await Grain(StopTarget.Everything).ShowAsync());
    }

    private IStopGrain Grain(string target) => cluster.Grains.GetGrain<IStopGrain>(target);

    private Task<StopAnswer> StopAsync(string target) =>
        Someone.Ann.AsAsync(() => Grain(target).StopAsync("wrong list"));

    private Task<StopAnswer> LiftAsync(string target) =>
        Someone.Ben.AsAsync(() => Grain(target).LiftAsync("mended"));
}
