using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using OrleansMail.Hosting;
using OrleansMail.Storage;

namespace OrleansMail.Telemetry;

public sealed class TelemetrySettingsTests
{
    [Theory]
    [InlineData("Listen", "9464", "Telemetry:Listen: '9464' is not ADDRESS:PORT")]
    [InlineData("Listen", "localhost:9464", "Telemetry:Listen: 'localhost:9464' is not ADDRESS:PORT")]
    [InlineData("Listen", "127.0.0.1:0", "Telemetry:Listen: '127.0.0.1:0' is not ADDRESS:PORT")]
    [InlineData("Listen", "0.0.0.0:9464", "Telemetry:Listen: 0.0.0.0 stands for every address")]
    [InlineData("Listen", "[::]:9464", "Telemetry:Listen: :: stands for every address")]
    [InlineData("OtlpEndpoint", "127.0.0.1:4318", "Telemetry:OtlpEndpoint: this is not http://HOST:PORT")]
    [InlineData("OtlpEndpoint", "http://me:secret@host:4318", "Telemetry:OtlpEndpoint: this is not http://HOST:PORT")]
    [InlineData("OtlpEndpoint", "http://host:4318/v1/metrics", "Telemetry:OtlpEndpoint: this is not http://HOST:PORT")]
    [InlineData("TraceRatio", "0.1", "Telemetry:TraceRatio: traces go to Telemetry:OtlpEndpoint")]
    [InlineData("TraceRatio", "1.1", "Section Telemetry: ")]
    [InlineData("Logs", "xml", "Telemetry:Logs: 'xml' is neither text nor json")]
    public async Task A_value_that_is_of_no_use_stops_the_start(string key, string value, string message)
    {
        using var folder = new TempFolder();

        var fault = await Assert.ThrowsAsync<ConfigurationException>(() => StartAsync(folder, key, value));

        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("me:secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start()
    {
        using var folder = new TempFolder();
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();

        var fault = await Assert.ThrowsAsync<ConfigurationException>(
            () => StartAsync(folder, "Listen", $"{taken.LocalEndpoint}"));

        Assert.Contains("cannot be listened on", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void By_default_nothing_listens_and_nothing_is_sent()
    {
        var settings = TelemetrySettings.Of(new TelemetryOptions());

        Assert.False(settings.HasMetrics);
        Assert.False(settings.HasTraces);
        Assert.False(settings.LogsAsJson);
    }

    [Theory]
    [InlineData("orleansmail.dns.query.duration", "s", false, "orleansmail_dns_query_duration_seconds")]
    [InlineData("orleansmail.audit.entries", "{entry}", true, "orleansmail_audit_entries_total")]
    [InlineData("orleans-app-requests-latency", "ms", false, "orleans_app_requests_latency_milliseconds")]
    [InlineData("9 lives--left", "By", false, "_9_lives_left_bytes")]
    public void Names_are_as_Prometheus_takes_them(string name, string unit, bool isCounter, string expected) =>
        Assert.Equal(expected, PrometheusName.Of(name, unit, isCounter));

    [Fact]
    public void Values_of_labels_are_quoted() => Assert.Equal("""a\\b\"c\nd""", PrometheusName.Value("a\\b\"c\nd"));

    private static Task<MailSilo> StartAsync(TempFolder folder, string key, string value) => MailSilo.StartAsync(
        folder.Root,
        new ConfigurationBuilder().AddInMemoryCollection([new($"Telemetry:{key}", value)]).Build());
}
