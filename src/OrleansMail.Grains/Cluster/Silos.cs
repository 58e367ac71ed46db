namespace OrleansMail.Cluster;

/// <summary>The silos of the cluster as this one sees them, and who of them sends from where.</summary>
internal sealed class Silos(IClusterMembershipService membership, ILocalSiloDetails local, ISiloEgresses egresses)
{
    /// <summary>What this silo is called.</summary>
    public string Name => local.Name;

    public SiloAddress Address => local.SiloAddress;

    /// <summary>The key of this silo's grain, and its name as the holder of claims: another one for each life.</summary>
    public string Key { get; } = local.SiloAddress.ToParsableString();

    /// <summary>The silos that work, by name.</summary>
    public IReadOnlyList<ClusterMember> Active =>
    [
        .. membership.CurrentSnapshot.Members.Values
            .Where(static member => member.Status == SiloStatus.Active)
            .OrderBy(static member => member.Name, StringComparer.Ordinal)
            .ThenBy(static member => member.SiloAddress),
    ];

    /// <summary>The addresses that a silo sends from.</summary>
    public SiloEgress EgressOf(SiloAddress silo) => egresses.Of(silo);
}
