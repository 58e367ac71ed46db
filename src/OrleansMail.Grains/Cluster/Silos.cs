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

    /// <summary>
    /// Asks the table of members whether the others count on this silo still. A process that stood still, or was cut off, may
    /// have been taken for gone, and its own picture of the cluster is as old as that.
    /// </summary>
    /// <remarks>Orleans ends a silo that learns by it that it is gone.</remarks>
    public async Task<bool> IsCountedAsync(CancellationToken cancellation)
    {
        await membership.Refresh(cancellationToken: cancellation);
        return !membership.CurrentSnapshot.GetSiloStatus(local.SiloAddress).IsTerminating();
    }

    /// <summary>The addresses that a silo sends from.</summary>
    public SiloEgress EgressOf(SiloAddress silo) => egresses.Of(silo);
}
