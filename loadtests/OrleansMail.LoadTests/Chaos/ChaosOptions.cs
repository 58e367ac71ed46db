namespace OrleansMail.Chaos;

/// <summary>What a trial of chaos does.</summary>
/// <param name="Recipients">Rows of the one campaign.</param>
/// <param name="Faults">How many there are while it is being sent, unless it ends before.</param>
/// <param name="Seed">Draws kinds, silos, moments and lengths.</param>
/// <param name="Kinds">Only faults of these kinds; none for all.</param>
/// <param name="PerSecond">Most deliveries that a lane, which is an address here, may start in a second; 0 for no limit.</param>
/// <param name="SinkLatency">How long the sink holds back each group of replies.</param>
/// <param name="ProgramPath">The <c>orleansmail.dll</c> under trial.</param>
/// <param name="Goals">The table that takes what was reached; null for none.</param>
internal sealed record ChaosOptions(
    int Recipients, int Faults, int Seed, IReadOnlyCollection<FaultKind> Kinds, int PerSecond, TimeSpan SinkLatency,
    string ProgramPath, FileInfo? Goals = null)
{
    public const int Silos = 3;

    public ClusterShape Shape => new(Silos, SinkLatency, PerSecond, ProgramPath, ProgramPath, HasSpares: true);
}
