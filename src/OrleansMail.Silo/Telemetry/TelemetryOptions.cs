using System.ComponentModel.DataAnnotations;

namespace OrleansMail.Telemetry;

/// <summary>How a silo can be watched from outside. By default nothing listens and nothing is sent.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>
    /// Where <c>/metrics</c>, <c>/health/live</c> and <c>/health/ready</c> are, such as <c>127.0.0.1:9464</c>. Whoever reaches
    /// it may read them. Default none.
    /// </summary>
    public string? Listen { get; set; }

    /// <summary>
    /// Where metrics and traces are sent by OTLP over HTTP, such as <c>http://127.0.0.1:4318</c>; <c>/v1/metrics</c> and
    /// <c>/v1/traces</c> are added. Default none.
    /// </summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>How often metrics are sent there. Default a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan OtlpEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The share of leases and calls that are traced. Default 0: no traces.</summary>
    [Range(0.0, 1.0)]
    public double TraceRatio { get; set; }

    /// <summary>How logs are written: <c>text</c>, one line each, or <c>json</c>, one object a line. Default text.</summary>
    public string Logs { get; set; } = "text";
}
