using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OrleansMail.Telemetry;

/// <summary>The endpoints and exports of one real silo. One test tells it to stop; it answers until it is disposed of.</summary>
[Collection(nameof(AloneWithSilo))]
public sealed class TelemetryTests(WatchedSilo silo)
{
    private static readonly string[] AllowedLabels =
    [
        "phase", "outcome", "category", "egress_ip", "site", "state", "kind", "result", "type", "le",
    ];

    [Fact]
    public async Task Metrics_are_in_the_format_of_Prometheus()
    {
        var answer = await silo.Http.GetAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        var metrics = new Exposition(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PrometheusText.ContentType, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("counter", metrics.Types["orleansmail_audit_entries_total"]);
        Assert.Contains(metrics.Samples, sample =>
            sample is { Name: "orleansmail_delivery_outcomes_total", Value: 0 } && sample.Labels["outcome"] == "Delivered");
        Assert.Equal("histogram", metrics.Types["orleansmail_storage_group_duration_seconds"]);
        Assert.Equal("gauge", metrics.Types["orleansmail_delivery_lanes"]);
        Assert.Contains(metrics.Types.Keys, name => name.StartsWith("orleans_", StringComparison.Ordinal));
        Assert.Contains(metrics.Types.Keys, name => name.StartsWith("dotnet_", StringComparison.Ordinal));
        Assert.Contains(metrics.Samples, sample =>
            sample.Name == "orleansmail_storage_group_duration_seconds_count" && sample.Value > 0);
        Assert.InRange(metrics.Samples.Single(sample => sample.Name == "orleansmail_delivery_look_age_seconds").Value, 0, 10);
    }

    [Fact]
    public async Task Labels_are_few_and_tell_of_nobody()
    {
        var text = await silo.Http.GetStringAsync(
            new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        var metrics = new Exposition(text);

        var ours = metrics.Samples.Where(sample => sample.Name.StartsWith("orleansmail_", StringComparison.Ordinal));
        Assert.Empty(ours.SelectMany(sample => sample.Labels.Keys).Except(AllowedLabels, StringComparer.Ordinal));
        Assert.DoesNotContain(WatchedSilo.User, text, StringComparison.Ordinal);
        Assert.DoesNotContain("sender.test", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buckets_grow_up_to_the_count()
    {
        var metrics = new Exposition(
            await silo.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken));

        const string name = "orleansmail_storage_group_size";
        var buckets = metrics.Samples.Where(sample => sample.Name == name + "_bucket").ToList();
        Assert.Equal("+Inf", buckets[^1].Labels["le"]);
        Assert.Equal(buckets.Select(bucket => bucket.Value).Order(), buckets.Select(bucket => bucket.Value));
        Assert.Equal(metrics.Samples.Single(sample => sample.Name == name + "_count").Value, buckets[^1].Value);
    }

    [Theory]
    [InlineData("GET", "/health/live", HttpStatusCode.OK, "live")]
    [InlineData("GET", "/", HttpStatusCode.NotFound, "There are")]
    [InlineData("POST", "/metrics", HttpStatusCode.MethodNotAllowed, "Only GET")]
    [InlineData("HEAD", "/metrics", HttpStatusCode.OK, "")]
    public async Task Other_endpoints_answer(string method, string path, HttpStatusCode status, string text)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        var answer = await silo.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.StartsWith(
            text, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_and_spans_are_sent_by_OTLP_without_names()
    {
        await Until(() => silo.Collector.At("/v1/metrics").Contains("orleansmail.delivery.lanes", StringComparison.Ordinal));
        await Until(() => silo.Collector.At("/v1/traces").Contains("orleans.rpc.service", StringComparison.Ordinal));

        var spans = silo.Collector.At("/v1/traces");
        Assert.DoesNotContain(WatchedSilo.User, silo.Collector.At("/v1/metrics"), StringComparison.Ordinal);
        Assert.DoesNotContain(WatchedSilo.User, spans, StringComparison.Ordinal);
        Assert.DoesNotContain("sender.test", spans, StringComparison.Ordinal);
        Assert.DoesNotContain("target_id", spans, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_while_it_takes_work_and_not_when_it_stops()
    {
        await Until(async () => (await ReadyAsync()).Status == HttpStatusCode.OK);

        silo.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var (status, text) = await ReadyAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("draining: the silo is being taken out of work\n", text);
    }

    [Fact]
    public void The_page_has_every_instrument_and_no_other()
    {
        var made = silo.Instruments
            .Where(instrument => instrument.Meter.Name == EngineMeter.Name)
            .Select(instrument => $"{instrument.Name} {KindOf(instrument.GetType().Name)} {instrument.Unit}")
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(
            made.Order(StringComparer.Ordinal),
            Page().Select(row => $"{row[0].Trim('`')} {row[1]} {row[2].Trim('`')}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_has_the_names_of_the_sources() => Assert.All(
        [EngineMeter.Name, EngineTraces.Name, Smtp.SmtpTraces.Name, OrleansSpans.Runtime, OrleansSpans.Application],
        name => Assert.Contains($"`{name}`", File.ReadAllText(Repository.PathOf("docs", "events.md")), StringComparison.Ordinal));

    private static string KindOf(string type) =>
        type.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
        : type.Contains("Counter", StringComparison.Ordinal) ? "counter" : "gauge";

    private static IEnumerable<string[]> Page() => File
        .ReadLines(Repository.PathOf("docs", "events.md"))
        .SkipWhile(line => !line.StartsWith("| instrument |", StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line[1..^1].Split('|', StringSplitOptions.TrimEntries));

    private static Task Until(Func<bool> done) => Until(() => Task.FromResult(done()));

    private static async Task Until(Func<Task<bool>> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90), TimeProvider.System);
        while (!await done())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    private async Task<(HttpStatusCode Status, string Text)> ReadyAsync()
    {
        var answer = await silo.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
