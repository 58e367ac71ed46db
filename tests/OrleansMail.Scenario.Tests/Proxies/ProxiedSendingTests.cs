using System.Collections.Concurrent;
using System.Net;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Egress;
using OrleansMail.Outcomes;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>The engine sends from an address that sits on a proxy, and loses nothing when the proxy fails.</summary>
public sealed class ProxiedSendingTests
{
    private const string Address = "127.0.3.20";
    private const int Recipients = 40;

    private readonly ConcurrentDictionary<string, byte> _clients = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("dante", "socks5")]
    [InlineData("haproxy", "proxy-v2")]
    public async Task A_campaign_leaves_from_the_address_of_the_proxy(string program, string scheme)
    {
        await using var proxy = program == "dante" ? await RealProxy.DanteAsync(Address) : await RealProxy.HaproxyAsync();
        await using var sink = StartSink();
        await using var engine = await StartAsync(sink, $"{scheme}://127.0.0.1:{proxy.Port}");
        var trial = engine.Campaign("proxied");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));

        await trial.StartAsync();
        var done = await trial.UntilAsync(CampaignPhase.Completed);

        Assert.Equal(Recipients, done.Delivered);
        Assert.Equal([Address], _clients.Keys);
        var ip = await engine.Grains.GetGrain<IEgressIpGrain>(Address).ShowAsync();
        Assert.Equal((null, $"{scheme}://127.0.0.1:{proxy.Port}"), (ip!.Problem, ip.Proxy));
        Assert.All(await trial.OutcomesAsync(), line => Assert.Equal(Address, line.EgressIp));
    }

    [Fact]
    public async Task While_the_proxy_is_down_nobody_loses_an_attempt_and_all_goes_on_by_itself()
    {
        var port = FreePort.Tcp();
        await using var sink = StartSink();
        await using var engine = await StartAsync(sink, $"socks5://127.0.0.1:{port}");
        var trial = engine.Campaign("waits");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
        await trial.StartAsync();

        var waits = await trial.UntilAsync(status => status is { State: CampaignPhase.Sending, Reason: not null });
        var words = $"the proxy socks5://127.0.0.1:{port} refuses connections";
        Assert.Contains(words, waits.Reason, StringComparison.Ordinal);
        var ip = await engine.Grains.GetGrain<IEgressIpGrain>(Address).ShowAsync();
        Assert.Equal(words, ip!.Problem);
        Assert.NotNull(ip.Silo);
        Assert.All(await trial.OutcomesAsync(), line => Assert.Equal(0, line.Attempts));

        await using var proxy = await RealProxy.MicrosocksAsync(Address, port: port);
        var done = await trial.UntilAsync(CampaignPhase.Completed);

        Assert.Equal((Recipients, null), (done.Delivered, done.Reason));
        Assert.All(await trial.OutcomesAsync(), line => Assert.Equal(1, line.Attempts));
        Assert.Equal([Address], _clients.Keys);
    }

    [Fact]
    public async Task From_the_wrong_address_nothing_is_sent()
    {
        await using var proxy = await RealProxy.DanteAsync("127.0.3.21");
        await using var sink = StartSink();
        await using var engine = await StartAsync(sink, $"socks5://127.0.0.1:{proxy.Port}");
        var trial = engine.Campaign("wrong");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
        await trial.StartAsync();

        var waits = await trial.UntilAsync(status => status is { State: CampaignPhase.Sending, Reason: not null });

        Assert.Contains($"connects from 127.0.3.21 instead of {Address}", waits.Reason, StringComparison.Ordinal);
        Assert.Empty(_clients);
        Assert.Equal(0, sink.Snapshot().AcceptedRecipients);
        Assert.All(await trial.OutcomesAsync(), line => Assert.Equal(0, line.Attempts));
    }

    [Fact]
    public async Task A_host_that_is_down_behind_the_proxy_is_the_host_s_failure_and_holds_up_nobody_else()
    {
        await using var proxy = await RealProxy.DanteAsync(Address);
        await using var sink = StartSink();
        var dead = new IPEndPoint(IPAddress.Loopback, FreePort.Tcp());
        await using var engine = await StartAsync(
            sink, $"socks5://127.0.0.1:{proxy.Port}", Engine.Route("dead.orleansmail.test", dead));
        var trial = engine.Campaign("dead");
        await trial.PrepareAsync(
            [.. Trial.Rows("one.orleansmail.test", Recipients), new(1_000, "r@dead.orleansmail.test", ["Nobody"])]);
        await trial.StartAsync();

        var lines = await trial.UntilOutcomesAsync(lines =>
            lines.Count(line => line.Outcome == OutcomeKind.Delivered) == Recipients
            && lines.Any(line => line.Outcome == OutcomeKind.Deferred));

        var deferred = Assert.Single(lines, line => line.Outcome == OutcomeKind.Deferred);
        Assert.Equal(("r@dead.orleansmail.test", DeliveryStage.Connect, 1), (deferred.Recipient, deferred.Stage, deferred.Attempts));
        Assert.Contains("the host refused the connection of the proxy", deferred.Text, StringComparison.Ordinal);
        Assert.Null((await engine.Grains.GetGrain<IEgressIpGrain>(Address).ShowAsync())!.Problem);
    }

    private SmtpSink StartSink() => SmtpSink.Start(new SinkOptions
    {
        OnMessage = message =>
        {
            _clients.TryAdd(message.Client.ToString(), 0);
            return ValueTask.CompletedTask;
        },
    });

    private static async Task<Engine> StartAsync(SmtpSink sink, string proxy, params string[] settings)
    {
        var engine = await Engine.StartAsync(
        [
            Engine.Route("*", sink.EndPoint), $"Egress:Addresses:1={Address}=mta3.{Engine.Domain}",
            $"Egress:Proxies:0={Address}={proxy}", .. settings,
        ]);

        // The engine's usual address is no part of these tests; the worker hears of a pause with its next beat.
        await engine.Grains.GetGrain<IEgressIpGrain>("127.0.0.1").PauseAsync(paused: true);
        await ClusterEngine.UntilAsync(async () => (await engine.Grains.GetGrain<IClusterGrain>(0).StatusAsync())
            .Silos is [{ Addresses: [{ Problem: "paused" }, { Address: Address }] }]);
        return engine;
    }
}
