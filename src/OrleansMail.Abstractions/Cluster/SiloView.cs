namespace OrleansMail.Cluster;

/// <summary>One silo at one moment.</summary>
/// <param name="Name">As the configuration or the machine names it.</param>
/// <param name="Address">Address, port and generation: what the cluster knows it by.</param>
/// <param name="DrainingUntil">When it leaves at the latest; null unless it is being taken out of work.</param>
/// <param name="Addresses">The addresses it sends from, in their order.</param>
/// <param name="Campaigns">What it is sending.</param>
/// <param name="Problem">
/// Why it says nothing of itself, sends nothing, cannot sign checkpoints, or will soon be refused by its peers; null if all is well.
/// </param>
[GenerateSerializer, Immutable, Alias("mail.SiloView")]
public sealed record SiloView(
    [property: Id(0)] string Name,
    [property: Id(1)] string Address,
    [property: Id(2)] DateTimeOffset? DrainingUntil,
    [property: Id(3)] EgressLoad[] Addresses,
    [property: Id(4)] CampaignLoad[] Campaigns,
    [property: Id(5)] string? Problem)
{
    /// <summary>The version of the program that it runs; null from one that does not say.</summary>
    [Id(6)]
    public string? Program { get; init; }
}
