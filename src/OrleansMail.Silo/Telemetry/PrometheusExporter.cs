using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace OrleansMail.Telemetry;

/// <summary>Has OpenTelemetry collect when somebody asks, and writes what it gives.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private const int Patience = 5_000;

    private readonly Lock _lock = new();
    private readonly PrometheusText _text = new();

    public Func<int, bool>? Collect { get; set; }

    /// <summary>All metrics now. Thread-safe: one collection after the other.</summary>
    public byte[] Scrape()
    {
        lock (_lock)
        {
            _text.Clear();
            Collect?.Invoke(Patience);
            return _text.ToUtf8();
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            _text.Add(metric);
        }

        return ExportResult.Success;
    }
}
