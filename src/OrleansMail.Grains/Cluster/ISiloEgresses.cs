namespace OrleansMail.Cluster;

/// <summary>Knows which addresses each silo sends from.</summary>
internal interface ISiloEgresses
{
    SiloEgress Of(SiloAddress silo);
}
