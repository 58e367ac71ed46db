namespace OrleansMail.Cluster;

/// <summary>The addresses of each silo of <see cref="TestSilos"/>.</summary>
internal sealed class TestEgresses(string[] egress) : ISiloEgresses
{
    public SiloEgress Of(SiloAddress silo) => new(egress[silo.Generation - 1]);
}
