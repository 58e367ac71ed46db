namespace OrleansMail.Egress;

/// <summary>
/// An egress address is remembered on the silo that has it. While none has, any other will do: it must be possible to
/// look at it and to pause it.
/// </summary>
[Serializable]
internal sealed class EgressIpPlacement : PlacementStrategy;
