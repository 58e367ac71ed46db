using Orleans.Placement;

namespace OrleansMail.Egress;

/// <inheritdoc cref="EgressIpPlacement"/>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EgressIpPlacementAttribute() : PlacementAttribute(new EgressIpPlacement());
