using System.Net;
using OrleansMail.Hosting;

namespace OrleansMail.Telemetry;

/// <summary>The options, read and found to be of use.</summary>
/// <param name="Listen">Where the endpoints are; null for nowhere.</param>
/// <param name="Otlp">What metrics and traces are sent to; null for nothing.</param>
/// <param name="OtlpEvery">How often metrics are sent.</param>
/// <param name="TraceRatio">From 0 to 1; 0 for no traces.</param>
/// <param name="LogsAsJson">One JSON object a line in place of text.</param>
internal sealed record TelemetrySettings(
    IPEndPoint? Listen, Uri? Otlp, TimeSpan OtlpEvery, double TraceRatio, bool LogsAsJson)
{
    public bool HasMetrics => Listen is not null || Otlp is not null;

    public bool HasTraces => TraceRatio > 0;

    /// <exception cref="ConfigurationException">Names the key and the fix.</exception>
    public static TelemetrySettings Of(TelemetryOptions options)
    {
        if (new TelemetryOptionsValidator().Validate(null, options) is { Failed: true } result)
        {
            throw new ConfigurationException($"Section {TelemetryOptions.Section}: {result.FailureMessage}");
        }

        var otlp = options.OtlpEndpoint is { } endpoint ? OtlpOf(endpoint) : null;
        if (options.TraceRatio > 0 && otlp is null)
        {
            throw new ConfigurationException("Telemetry:TraceRatio: traces go to Telemetry:OtlpEndpoint; name it too.");
        }

        var listen = options.Listen is { } text ? ListenOf(text) : null;
        return new TelemetrySettings(listen, otlp, options.OtlpEvery, options.TraceRatio, options.Logs switch
        {
            "text" => false,
            "json" => true,
            var other => throw new ConfigurationException($"Telemetry:Logs: '{other}' is neither text nor json."),
        });
    }

    private static IPEndPoint ListenOf(string text)
    {
        if (!IPEndPoint.TryParse(text, out var endpoint) || endpoint.Port == 0)
        {
            throw new ConfigurationException($"Telemetry:Listen: '{text}' is not ADDRESS:PORT, such as 127.0.0.1:9464.");
        }

        // Every interface of the machine is never meant by accident.
        return endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any)
            ? throw new ConfigurationException(
                $"Telemetry:Listen: {endpoint.Address} stands for every address of the machine; name the one that is meant.")
            : endpoint;
    }

    private static Uri OtlpOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? uri
            : throw new ConfigurationException(
                "Telemetry:OtlpEndpoint: this is not http://HOST:PORT or https://HOST:PORT; "
                + "/v1/metrics and /v1/traces are added, and there is no place for secrets.");
}
