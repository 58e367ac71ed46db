using Orleans.Placement;
using Orleans.Runtime.Placement;
using OrleansMail.Cluster;

namespace OrleansMail.Egress;

/// <summary>A lane lives on the silo that has its egress address, or nowhere: its sessions are there.</summary>
[Serializable]
internal sealed class LanePlacement : PlacementStrategy;

/// <inheritdoc cref="LanePlacement"/>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LanePlacementAttribute() : PlacementAttribute(new LanePlacement());

/// <summary>
/// An egress address is remembered on the silo that has it. While none has, any other will do: it must be possible to
/// look at it and to pause it.
/// </summary>
[Serializable]
internal sealed class EgressIpPlacement : PlacementStrategy;

/// <inheritdoc cref="EgressIpPlacement"/>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EgressIpPlacementAttribute() : PlacementAttribute(new EgressIpPlacement());

/// <summary>Finds the silo of an egress address.</summary>
internal sealed class EgressPlacementDirector(EgressOwners owners) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString()!;
        var silos = context.GetCompatibleSilos(target);
        var owner = owners.Of(strategy is LanePlacement ? key.Split('/', 2)[0] : key);
        if (owner.Silo is { } silo && silos.Contains(silo))
        {
            return Task.FromResult(silo);
        }

        return strategy is LanePlacement
            ? throw new EgressUnownedException($"The lane {key} has no place: {owner.Problem ?? "its silo is leaving"}.")
            : Task.FromResult(silos.Contains(context.LocalSilo) ? context.LocalSilo : silos[0]);
    }
}
