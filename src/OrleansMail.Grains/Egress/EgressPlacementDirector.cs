using Orleans.Runtime.Placement;

namespace OrleansMail.Egress;

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
