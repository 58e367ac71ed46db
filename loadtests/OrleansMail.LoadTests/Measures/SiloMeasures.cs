namespace OrleansMail.Measures;

/// <summary>What the silo's own meters said while it sent.</summary>
/// <param name="Allocated">Octets allocated on the managed heap; null if the runtime did not say.</param>
/// <param name="Phases">Latency of each phase of a delivery; empty if the engine did not say.</param>
internal sealed record SiloMeasures(double? Allocated, IReadOnlyList<PhaseLatency> Phases);
