namespace OrleansMail.Cluster;

/// <summary>Places a grain on the silo that its key names.</summary>
[Serializable]
internal sealed class SiloPlacement : PlacementStrategy;
