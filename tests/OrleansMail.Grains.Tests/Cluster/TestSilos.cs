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
    public static Silos Of(params string[] egress)
    {
        var members = egress.Select((_, number) =>
            new ClusterMember(Address(number), SiloStatus.Active, $"silo{number}"));
        var snapshot = new ClusterMembershipSnapshot(
            members.ToImmutableDictionary(member => member.SiloAddress), new MembershipVersion(1));
        var local = Stub.Of<ILocalSiloDetails>((method, _) => method.Name == "get_Name" ? "silo0" : Address(0));
        return new Silos(Stub.Of<IClusterMembershipService>((_, _) => snapshot), local, new TestEgresses(egress));
    }
}
