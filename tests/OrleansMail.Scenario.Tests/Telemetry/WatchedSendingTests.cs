using System.Text.Json;
using OrleansMail.Campaigns;
using OrleansMail.Sink;
using OrleansMail.Telemetry;

namespace OrleansMail.Scenarios;

/// <summary>What can be seen from outside of a silo that sends: counts that are right, and nobody's address.</summary>
public sealed class WatchedSendingTests
{
    private const int Recipients = 3_000;
    private const string Customers = "one.orleansmail.test";
    private const string Campaign = "watched";

    // In a process of its own: in this one every meter of every other test would be counted too.
    [Fact]
    public async Task Counts_are_those_of_the_ledger_and_neither_metrics_nor_spans_nor_logs_tell_of_anybody()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(20) });
        await using var engine = await ClusterEngine.StartAsync(1, Engine.Route("*", sink.EndPoint));
        using var collector = new FakeCollector();
        using var silo = new SiloProcess(engine, 1, $"http://127.0.0.1:{FreePort.Tcp()}", collector.Endpoint);
        await engine.UntilAsync(status => status.Silos.Length == 2);
        await ClusterEngine.UntilAsync(silo.IsReadyAsync);
        var trial = engine.Campaign(Campaign);
        await trial.PrepareAsync(Trial.Rows(Customers, Recipients));
        await trial.StartAsync();
        await trial.UntilAsync(CampaignPhase.Completed);

        var sent = (await trial.OutcomesAsync()).Count(line => line.EgressIp == ClusterEngine.AddressOf(1));
        var text = await silo.ScrapeAsync();
        var metrics = new Exposition(text);
        Assert.InRange(sent, 1, Recipients);
        Assert.Equal(sent, metrics.Sum("orleansmail_delivery_outcomes_total", "outcome", "Delivered"));
        Assert.Equal(sent, metrics.Sum("orleansmail_delivery_attempts_total", "egress_ip", ClusterEngine.AddressOf(1)));
        Assert.Equal(sent, metrics.Sum("orleansmail_delivery_phase_duration_seconds_count", "phase", "record"));
        Assert.Equal(1, metrics.Sum("orleansmail_egress_ips", "state", "active"));
        await ClusterEngine.UntilAsync(() => Task.FromResult(
            collector.At("/v1/metrics").Contains("orleansmail.delivery.outcomes", StringComparison.Ordinal)));
        await ClusterEngine.UntilAsync(() => Task.FromResult(
            collector.At("/v1/traces").Contains("smtp.send", StringComparison.Ordinal)));

        await engine.Cluster.DrainAsync(ClusterEngine.NameOf(1), TimeSpan.FromSeconds(20));
        var log = await silo.EndAsync();
        Assert.Contains(log, line => line.Contains("\"Category\":\"OrleansMail.Cluster.SiloDrain\"", StringComparison.Ordinal));
        Assert.All(log, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        string[] shown = [text, collector.At("/v1/metrics"), collector.At("/v1/traces"), string.Concat(log)];
        Assert.All(shown, one => Assert.DoesNotContain(Customers, one, StringComparison.Ordinal));
        Assert.All(shown, one => Assert.DoesNotContain("News for", one, StringComparison.Ordinal));
        Assert.DoesNotContain(Campaign, text, StringComparison.Ordinal);
    }
}
