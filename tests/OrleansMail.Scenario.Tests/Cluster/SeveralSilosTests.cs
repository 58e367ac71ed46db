using OrleansMail.Campaigns;
using OrleansMail.Egress;
using OrleansMail.Outcomes;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>Several silos are one engine: each sends from its own addresses, and a stop reaches all.</summary>
public sealed class SeveralSilosTests
{
    private const int Recipients = 5_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_silos_send_a_campaign_each_from_its_own_address_and_nobody_gets_it_twice(bool isSecured)
    {
        // Two silos alone would be done before the third has heard of the campaign.
        await using var sink = SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(50) });
        var route = Engine.Route("*", sink.EndPoint);
        await using var engine = await (isSecured
            ? ClusterEngine.StartSecuredAsync(3, route) : ClusterEngine.StartAsync(3, route));
        var trial = engine.Campaign("together");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
        await engine.UntilAsync(status => status.Silos.All(silo => silo.Addresses.Length == 1));

        await trial.StartAsync();
        var done = await trial.UntilAsync(CampaignPhase.Completed);

        Assert.Equal(Recipients, done.Delivered);
        Assert.Equal((Recipients, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
        var from = (await trial.OutcomesAsync()).Select(line => line.EgressIp).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal([ClusterEngine.AddressOf(0), ClusterEngine.AddressOf(1), ClusterEngine.AddressOf(2)], from);
        var status = await engine.Cluster.StatusAsync();
        Assert.All(status.Silos, silo => Assert.Null(silo.Problem));
        Assert.Equal(
            [(ClusterEngine.NameOf(0), ClusterEngine.AddressOf(0), 1), (ClusterEngine.NameOf(1), ClusterEngine.AddressOf(1), 1),
                (ClusterEngine.NameOf(2), ClusterEngine.AddressOf(2), 1)],
            status.Silos.Select(silo => (silo.Name, Assert.Single(silo.Addresses).Address, silo.Addresses[0].Lanes)));
    }

    [Fact]
    public async Task After_the_answer_to_a_pause_no_silo_sends_and_a_resume_by_another_reaches_everybody_once()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(50) });
        await using var engine = await ClusterEngine.StartAsync(2, Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("paused");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
        await trial.StartAsync();
        await engine.UntilAsync(status => status.Silos.All(silo => silo.Addresses is [{ PerSecond: > 0 }]));

        var paused = await trial.CommandAsync(CampaignCommand.Pause);
        var seen = sink.Snapshot().AcceptedRecipients;

        Assert.Equal(CampaignPhase.Paused, paused.State);
        Assert.Equal(seen, paused.Delivered);
        Assert.InRange(paused.Delivered, 1, Recipients - 1);
        await engine.UntilAsync(status => status.Silos.All(silo => silo.Campaigns.Length == 0));
        Assert.Equal(seen, sink.Snapshot().AcceptedRecipients);

        var other = new Trial(() => engine.Silo(1).Grains, "paused");
        await other.CommandAsync(CampaignCommand.Resume);
        var done = await trial.UntilAsync(CampaignPhase.Completed);
        Assert.Equal((Recipients, 0), (done.Delivered, done.Unknown));
        Assert.Equal((Recipients, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
    }

    [Fact]
    public async Task A_drained_silo_hands_its_work_over_and_leaves()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(50) });
        await using var engine = await ClusterEngine.StartAsync(2, Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("drained");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
        await trial.StartAsync();
        await engine.UntilAsync(status => status.Silos.All(silo => silo.Addresses is [{ PerSecond: > 0 }]));

        Assert.Equal("silo", (await engine.Cluster.DrainAsync("silo9", TimeSpan.FromSeconds(20))).Refusal?.Code);
        Assert.Equal("within", (await engine.Cluster.DrainAsync("silo1", TimeSpan.Zero)).Refusal?.Field);
        var answer = await engine.Cluster.DrainAsync("silo1", TimeSpan.FromSeconds(20));
        Assert.NotNull(answer.Silo?.DrainingUntil);
        await engine.Silo(1).WaitForShutdownAsync(TestContext.Current.CancellationToken);
        await engine.StopAsync(1);

        await engine.UntilAsync(status => status.Silos is [{ Name: "silo0" }]);
        var done = await trial.UntilAsync(CampaignPhase.Completed);
        Assert.Equal((Recipients, 0), (done.Delivered, done.Unknown));
        Assert.Equal((Recipients, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
        Assert.Contains(
            (await trial.OutcomesAsync()), line => line.EgressIp == ClusterEngine.AddressOf(1) && line.Outcome == OutcomeKind.Delivered);
    }

    [Fact]
    public async Task An_address_that_nobody_has_or_two_claim_lets_a_campaign_wait_and_says_why()
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await ClusterEngine.StartAsync(1, Engine.Route("*", sink.EndPoint));
        var address = engine.First.Grains.GetGrain<IEgressIpGrain>(ClusterEngine.AddressOf(0));
        await engine.AddAsync(1, ClusterEngine.AddressOf(0));
        await engine.UntilAsync(status => status.Idle is [{ Address: "127.0.1.1" }]);

        var trial = engine.Campaign("doubt");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", 50));
        await trial.StartAsync();

        var waits = await trial.UntilAsync(status => status is { State: CampaignPhase.Sending, Reason: not null });
        Assert.Contains("several silos claim 127.0.1.1 (silo0, silo1)", waits.Reason, StringComparison.Ordinal);
        Assert.Equal((null, true), ((await address.ShowAsync())!.Silo, (await address.PauseAsync(true))!.Paused));
        Assert.Equal(0, sink.Snapshot().AcceptedRecipients);

        // The machine that has it keeps it: the other starts without, and the campaign goes on by itself.
        await address.PauseAsync(paused: false);
        await engine.StopAsync(1);
        var done = await trial.UntilAsync(CampaignPhase.Completed);
        Assert.Equal((50, null), (done.Delivered, done.Reason));

        await engine.First.Grains.GetGrain<IEgressIpGrain>("127.0.1.77").AddAsync(null);
        var nobody = await engine.First.Grains.GetGrain<IEgressIpGrain>("127.0.1.77").ShowAsync();
        Assert.StartsWith("no silo has 127.0.1.77", nobody!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_moves_with_its_machine()
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await ClusterEngine.StartAsync(2, Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("before");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", 50));
        await trial.StartAsync();
        await trial.UntilAsync(CampaignPhase.Completed);

        await engine.StopAsync(1);
        await engine.AddAsync(2, ClusterEngine.AddressOf(1));
        await engine.StopAsync(0);
        await engine.UntilAsync(status => status.Silos is [{ Name: "silo2", Problem: null }]);

        var moved = engine.Campaign("after");
        await moved.PrepareAsync(Trial.Rows("one.orleansmail.test", 50));
        await moved.StartAsync();
        await moved.UntilAsync(CampaignPhase.Completed);
        Assert.All(await moved.OutcomesAsync(), line => Assert.Equal(ClusterEngine.AddressOf(1), line.EgressIp));
    }
}
