using System.Collections.Immutable;
using System.Net;
using OrleansMail.Delivery;

namespace OrleansMail.Cluster;

/// <summary>Silos without a cluster: as many as a test says, the first of them this one.</summary>
internal static class TestSilos
{
    public static SiloAddress Address(int number) =>
        SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11_000 + number), number + 1);

    /// <summary>Silos called <c>silo0</c> and so on.</summary>
    /// <param name="egress">The addresses of each, as it tells them.</param>
    public static Silos Of(params string[] egress) =>
        Of(Stub.Of<IClusterMembershipService>((_, _) => Snapshot(egress.Length, SiloStatus.Active)), egress);

    /// <summary>Silos of a cluster whose members a test tells.</summary>
    public static Silos Of(IClusterMembershipService membership, params string[] egress)
    {
        var local = Stub.Of<ILocalSiloDetails>((method, _) => method.Name == "get_Name" ? "silo0" : Address(0));
        return new Silos(membership, local, new TestEgresses(egress));
    }

    /// <summary>So many silos.</summary>
    /// <param name="own">What the others hold the first for, which is this one.</param>
    public static ClusterMembershipSnapshot Snapshot(int silos, SiloStatus own)
    {
        var members = Enumerable.Range(0, silos).Select(number =>
            new ClusterMember(Address(number), number == 0 ? own : SiloStatus.Active, $"silo{number}"));
        return new ClusterMembershipSnapshot(
            members.ToImmutableDictionary(member => member.SiloAddress), new MembershipVersion(1));
    }
}
