using System.Diagnostics.Metrics;

namespace OrleansMail.Telemetry;

/// <summary>The meter of the engine's own instruments; docs/events.md lists them.</summary>
/// <remarks>No label has an address, a name or a domain of a recipient, and each has few values.</remarks>
public static class EngineMeter
{
    public const string Name = "OrleansMail";

    /// <summary>Bounds of histograms of time: from a look into memory to a host that takes minutes.</summary>
    public static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    public static Meter Engine(this IMeterFactory meters) => meters.Create(Name);
}
