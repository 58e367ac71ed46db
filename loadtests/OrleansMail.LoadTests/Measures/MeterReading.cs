using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace OrleansMail.Measures;

/// <summary>Reads the event stream of the provider System.Diagnostics.Metrics.</summary>
internal sealed class MeterReading
{
    private const string Source = "System.Diagnostics.Metrics";
    private const string Phases = "orleansmail.delivery.phase.duration";
    private const string Allocations = "dotnet.gc.heap.total_allocated";

    /// <summary>TimeSeriesValues: what each instrument measured in an interval.</summary>
    private const long Keywords = 0x2;

    private readonly Dictionary<string, List<PhaseLatency>> _phases = new(StringComparer.Ordinal);
    private double? _firstTotal;
    private double? _lastTotal;

    public static EventPipeProvider Provider() => new(
        Source,
        EventLevel.Informational,
        Keywords,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SessionId"] = "orleansmail-loadtest",
            ["Metrics"] = $"OrleansMail,System.Runtime\\{Allocations}",
            ["RefreshInterval"] = "1",
            ["MaxTimeSeries"] = "1000",
            ["MaxHistograms"] = "100",
            ["ClientId"] = Guid.NewGuid().ToString(),
        });

    public void Read(Stream events)
    {
        using var source = new EventPipeEventSource(events);
        source.Dynamic.All += Heard;
        source.Process();
    }

    /// <summary>Each phase's percentiles are the median of those of its seconds.</summary>
    public SiloMeasures Result() => new(
        _lastTotal > _firstTotal ? _lastTotal - _firstTotal : null,
        [.. _phases.OrderBy(phase => phase.Key, StringComparer.Ordinal).Select(phase => new PhaseLatency(
            phase.Key,
            Middle(phase.Value, latency => latency.Half),
            Middle(phase.Value, latency => latency.Most),
            Middle(phase.Value, latency => latency.NearlyAll)))]);

    /// <summary>Quantiles as the provider writes them: <c>0.5=0.001;0.95=0.002;0.99=0.004</c>.</summary>
    public static PhaseLatency? Parse(string phase, string quantiles)
    {
        var values = quantiles.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => Number(pair[0]), pair => Number(pair[1]));
        return values.TryGetValue(0.5, out var half)
            && values.TryGetValue(0.95, out var most)
            && values.TryGetValue(0.99, out var nearlyAll)
                ? new PhaseLatency(phase, half, most, nearlyAll)
                : null;
    }

    private static double Middle(List<PhaseLatency> seconds, Func<PhaseLatency, double> of) =>
        Spread.Of(seconds.Select(second => (double?)of(second)))!.Median;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private void Heard(TraceEvent heard)
    {
        if (heard.ProviderName != Source)
        {
            return;
        }

        switch (heard.EventName)
        {
            case "HistogramValuePublished" when Text(heard, "instrumentName") == Phases:
                AddPhase(Text(heard, "tags"), Text(heard, "quantiles"));
                break;
            case "CounterRateValuePublished" when Text(heard, "instrumentName") == Allocations:
                _lastTotal = Number(Text(heard, "value"));
                _firstTotal ??= _lastTotal;
                break;
            default:
                break;
        }
    }

    private void AddPhase(string tags, string quantiles)
    {
        var phase = tags.Split(',').Select(tag => tag.Split('=')).FirstOrDefault(tag => tag[0] == "phase")?[^1];
        if (phase is null || Parse(phase, quantiles) is not { } latency)
        {
            return;
        }

        if (!_phases.TryGetValue(phase, out var seconds))
        {
            _phases[phase] = seconds = [];
        }

        seconds.Add(latency);
    }

    private static string Text(TraceEvent heard, string field) =>
        heard.PayloadByName(field)?.ToString() ?? "";
}
