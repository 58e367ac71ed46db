using Orleans.Runtime.Placement;

namespace OrleansMail.Cluster;

/// <inheritdoc cref="SiloPlacement"/>
internal sealed class SiloPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silo = SiloAddress.FromParsableString(target.GrainIdentity.Key.ToString()!);
        return context.GetCompatibleSilos(target).Contains(silo)
            ? Task.FromResult(silo)
            : throw new SiloGoneException($"The silo {silo} is no member of the cluster any more.");
    }
}
