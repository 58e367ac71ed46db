using Orleans.Runtime.MembershipService.SiloMetadata;

namespace OrleansMail.Cluster;

/// <summary>What each silo tells of itself.</summary>
/// <remarks>
/// A silo that has just joined is heard of before its addresses are; for that moment it has none, and so nobody sends from
/// them.
/// </remarks>
internal sealed class ToldEgresses(ILocalSiloDetails local, ISiloMetadataCache metadata, SiloEgress own) : ISiloEgresses
{
    public SiloEgress Of(SiloAddress silo) => silo.Equals(local.SiloAddress)
        ? own
        : new SiloEgress(metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault(SiloEgress.Key) ?? "");
}
