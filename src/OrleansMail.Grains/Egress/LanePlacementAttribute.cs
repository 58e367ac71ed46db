using Orleans.Placement;

namespace OrleansMail.Egress;

/// <inheritdoc cref="LanePlacement"/>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LanePlacementAttribute() : PlacementAttribute(new LanePlacement());
