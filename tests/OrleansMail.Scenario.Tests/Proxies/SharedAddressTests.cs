using System.Collections.Concurrent;
using OrleansMail.Egress;
using OrleansMail.Outcomes;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>An address on a proxy is any silo's that names it: one at a time.</summary>
public sealed class SharedAddressTests
{
    private const string Address = "127.0.3.30";
    private const int Recipients = 3_000;

    // Sessions of one lane, and the deliveries of one lease: what may be in doubt.
    private const int MostInDoubt = 20 * 16;

    private readonly ConcurrentDictionary<string, byte> _clients = new(StringComparer.Ordinal);

    [Fact]
    public async Task One_silo_sends_from_it_and_when_that_one_goes_the_other_takes_over()
    {
        await using var proxy = await RealProxy.DanteAsync(Address);
        await using var sink = StartSink();
        await using var engine = await StartAsync(2, proxy, sink);
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
        await ClusterEngine.UntilEndedAsync(trial);

        var done = await trial.StatusAsync();
        Assert.Equal((Recipients, 0), (done.Delivered, done.Unknown));
        Assert.Equal((Recipients, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
        Assert.Equal([Address], _clients.Keys);
        Assert.Equal(ClusterEngine.NameOf(1 - leaves), (await ShowAsync(engine)).Silo);
        Assert.All(await trial.OutcomesAsync(), line => Assert.Equal(
            (OutcomeKind.Delivered, Address), (line.Outcome, line.EgressIp)));
    }

    [Fact]
    public async Task When_its_silo_is_killed_the_other_takes_over_and_nobody_is_lost()
    {
        await using var proxy = await RealProxy.DanteAsync(Address);
        await using var sink = StartSink();
        await using var engine = await StartAsync(1, proxy, sink);
        using var silo = engine.StartProcess(1);
        try
        {
            // By its name silo1 has the better claim to this address: it takes it over as soon as it is there.
            await ClusterEngine.UntilAsync(async () => (await ShowAsync(engine)).Silo == ClusterEngine.NameOf(1));
            var trial = engine.Campaign("killed");
            await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
            await trial.StartAsync();
            await engine.UntilAsync(status =>
                status.Silos.Any(one => one is { Name: "silo1", Addresses: [{ PerSecond: > 0, Sessions: > 5 }] }));

            silo.Kill();
            await ClusterEngine.UntilEndedAsync(trial);

            var done = await trial.StatusAsync();
            Assert.Equal(Recipients, done.Delivered + done.Unknown);
            Assert.InRange(done.Unknown, 0, MostInDoubt);
            Assert.Equal(0, sink.Snapshot().Duplicates);
            Assert.Equal([Address], _clients.Keys);
            Assert.Equal(ClusterEngine.NameOf(0), (await ShowAsync(engine)).Silo);
        }
        finally
        {
            silo.Kill();
        }
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

    private SmtpSink StartSink() => SmtpSink.Start(new SinkOptions
    {
        Latency = TimeSpan.FromMilliseconds(50),
        OnMessage = message =>
        {
            _clients.TryAdd(message.Client.ToString(), 0);
            return ValueTask.CompletedTask;
        },
    });

    private static Task<ClusterEngine> StartAsync(int silos, RealProxy proxy, SmtpSink sink) => ClusterEngine.StartSharingAsync(
        silos, Address, Engine.Route("*", sink.EndPoint), $"Egress:Proxies:0={Address}=socks5://127.0.0.1:{proxy.Port}");

    private static async Task<EgressIp> ShowAsync(ClusterEngine engine) =>
        (await engine.First.Grains.GetGrain<IEgressIpGrain>(Address).ShowAsync())!;
}
