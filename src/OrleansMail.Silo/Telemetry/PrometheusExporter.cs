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
        Add(batch, withPoints: true);
        Add(batch, withPoints: false);
        return ExportResult.Success;
    }

    // Each name is written once. Where several meters of the process have it, the one that has counted something goes first.
    private void Add(in Batch<Metric> batch, bool withPoints)
    {
        foreach (var metric in batch)
        {
            if (metric.GetMetricPoints().GetEnumerator().MoveNext() == withPoints)
            {
                _text.Add(metric);
            }
        }
    }
}
