namespace OrleansMail.Cluster;

/// <summary>The whole cluster at one moment.</summary>
/// <param name="Silos">Those that are members now, by name.</param>
/// <param name="Idle">Registered egress addresses that no silo sends from, and why.</param>
/// <param name="Campaigns">Those that are being sent.</param>
[GenerateSerializer, Immutable, Alias("mail.ClusterStatus")]
public sealed record ClusterStatus(
    [property: Id(0)] SiloView[] Silos,
    [property: Id(1)] EgressLoad[] Idle,
    [property: Id(2)] CampaignBacklog[] Campaigns)
{
    /// <summary>Why not everything is known; null if it is.</summary>
    [Id(3)]
    public string? Problem { get; init; }
}
