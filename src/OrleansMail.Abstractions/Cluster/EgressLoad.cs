namespace OrleansMail.Cluster;

/// <summary>How busy one egress address is.</summary>
/// <param name="Lanes">Sites that it has mail for, or had within minutes.</param>
/// <param name="ShutLanes">Of these, how many wait after trouble at the site.</param>
/// <param name="Sessions">Connections that are open or being opened.</param>
/// <param name="Queued">Mails that wait in its lanes for a session.</param>
/// <param name="PerSecond">Attempts a second over the last ten seconds.</param>
/// <param name="Problem">Why nothing is sent from it; null if nothing is in the way.</param>
[GenerateSerializer, Immutable, Alias("mail.EgressLoad")]
public sealed record EgressLoad(
    [property: Id(0)] string Address,
    [property: Id(1)] int Lanes,
    [property: Id(2)] int ShutLanes,
    [property: Id(3)] int Sessions,
    [property: Id(4)] int Queued,
    [property: Id(5)] double PerSecond,
    [property: Id(6)] string? Problem)
{
    /// <summary>Why lanes of it send nothing now, the largest first; null from a silo that does not say.</summary>
    [Id(7)]
    public LaneWait[]? Waits { get; init; }
}
