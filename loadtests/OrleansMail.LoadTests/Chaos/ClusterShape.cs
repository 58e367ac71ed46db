namespace OrleansMail.Chaos;

/// <summary>A cluster under trial.</summary>
/// <param name="Silos">How many there are, from 1.</param>
/// <param name="SinkLatency">How long the sink holds back each group of replies.</param>
/// <param name="PerSecond">Most deliveries of an address in a second; 0 for no limit.</param>
/// <param name="ProgramPath">The <c>orleansmail.dll</c> that the silos run.</param>
/// <param name="SinkPath">The one that the sink runs: its log is to be of the present kind.</param>
/// <param name="HasSpares">
/// PostgreSQL has a synchronous standby, and each silo a disk of its own, in memory: both cost something.
/// </param>
internal sealed record ClusterShape(
    int Silos, TimeSpan SinkLatency, int PerSecond, string ProgramPath, string SinkPath, bool HasSpares = false);
