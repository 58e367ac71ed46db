namespace OrleansMail.Egress;

/// <summary>A lane lives on the silo that has its egress address, or nowhere: its sessions are there.</summary>
[Serializable]
internal sealed class LanePlacement : PlacementStrategy;
