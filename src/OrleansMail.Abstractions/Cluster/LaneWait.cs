namespace OrleansMail.Cluster;

/// <summary>Lanes of one egress address that send nothing now, all for the same reason.</summary>
/// <param name="Reason">Why, in our words.</param>
/// <param name="Lanes">How many they are.</param>
/// <param name="Until">When the last of them is tried again; null where that depends on other lanes.</param>
/// <param name="Sites">
/// Up to <see cref="MostSites"/> of their sites, those with the most attempts first. One with fewer than
/// <see cref="LeastAttempts"/> attempts is counted and not named: it may be the domain of a single person.
/// </param>
[GenerateSerializer, Immutable, Alias("mail.LaneWait")]
public sealed record LaneWait(
    [property: Id(0)] string Reason,
    [property: Id(1)] int Lanes,
    [property: Id(2)] DateTimeOffset? Until,
    [property: Id(3)] string[] Sites)
{
    public const int MostSites = 5;

    public const int LeastAttempts = 10;
}
