using System.Collections.Concurrent;
using OrleansMail.Campaigns;
using OrleansMail.Egress;
using OrleansMail.Outcomes;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>An address on a proxy is any silo's that names it: one at a time.</summary>
public sealed class SharedAddressTests
{
    private const string Address = "127.0.3.30";
    private const int Recipients = 3_000;

    [Fact]
    public async Task One_silo_sends_from_it_and_when_that_one_goes_the_other_takes_over()
    {
        var clients = new ConcurrentDictionary<string, byte>(StringComparer.Ordinal);
        await using var proxy = await RealProxy.DanteAsync(Address);
        await using var sink = SmtpSink.Start(new SinkOptions
        {
            Latency = TimeSpan.FromMilliseconds(50),
            OnMessage = message =>
            {
                clients.TryAdd(message.Client.ToString(), 0);
                return ValueTask.CompletedTask;
            },
        });
        await using var engine = await ClusterEngine.StartSharingAsync(
            2, Address, Engine.Route("*", sink.EndPoint), $"Egress:Proxies:0={Address}=socks5://127.0.0.1:{proxy.Port}");
        await ClusterEngine.UntilAsync(async () => (await ShowAsync(engine)) is { Problem: null, Silo: not null });
        var owner = (await ShowAsync(engine)).Silo;
        var trial = engine.Campaign("shared");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));

        await trial.StartAsync();
        await engine.UntilAsync(status => status.Silos.Any(silo => silo.Addresses is [{ PerSecond: > 0 }]));
        var status = await engine.Cluster.StatusAsync();
        Assert.Equal(owner, Assert.Single(status.Silos, silo => silo.Addresses.Length > 0).Name);

        var leaves = owner == ClusterEngine.NameOf(0) ? 0 : 1;
        await engine.StopAsync(leaves);
        await ClusterEngine.UntilAsync(async () => (await trial.StatusAsync()).State == CampaignPhase.Completed);

        var done = await trial.StatusAsync();
        Assert.Equal((Recipients, 0), (done.Delivered, done.Unknown));
        Assert.Equal((Recipients, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
        Assert.Equal([Address], clients.Keys);
        Assert.Equal(ClusterEngine.NameOf(1 - leaves), (await ShowAsync(engine)).Silo);
        Assert.All(await trial.OutcomesAsync(), line => Assert.Equal(
            (OutcomeKind.Delivered, Address), (line.Outcome, line.EgressIp)));
    }

    [Fact]
    public async Task Two_ways_to_it_let_nobody_send_and_are_told()
    {
        await using var engine = await ClusterEngine.StartAsync(1);
        var address = ClusterEngine.AddressOf(0);
        var other = engine.Settings(1, address);
        other["Egress:Proxies:0"] = $"{address}=socks5://127.0.0.1:1";
        await engine.AddAsync(1, other);

        await engine.UntilAsync(status => status.Idle is [{ Problem: not null }]);

        var idle = Assert.Single((await engine.Cluster.StatusAsync()).Idle);
        Assert.Equal(
            "several silos claim 127.0.1.1 by different ways (silo0: its own machine, silo1: socks5://127.0.0.1:1): "
            + "name the same proxy in Egress:Proxies of all of them, and start them anew",
            idle.Problem);
    }

    private static async Task<EgressIp> ShowAsync(ClusterEngine engine) =>
        (await engine.First.Grains.GetGrain<IEgressIpGrain>(Address).ShowAsync())!;
}
