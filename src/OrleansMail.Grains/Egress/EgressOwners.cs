using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Cluster;

namespace OrleansMail.Egress;

/// <summary>
/// Says which silo sends from an address: the one that has it; of several that reach it through the same proxy one, as long
/// as it is there; none while there is a doubt.
/// </summary>
internal sealed class EgressOwners(Silos silos)
{
    /// <summary>How many silos have an address to send from; at least 1.</summary>
    public int Senders
    {
        get
        {
            var members = silos.Active.Select(member => (member.SiloAddress, Egress: silos.EgressOf(member.SiloAddress))).ToArray();
            var onProxies = members
                .SelectMany(member => member.Egress.OnProxies)
                .Distinct(StringComparer.Ordinal)
                .Select(address => Of(address).Silo)
                .ToHashSet();
            return Math.Max(1, members.Count(member => member.Egress.HasOwn || onProxies.Contains(member.SiloAddress)));
        }
    }

    /// <param name="address">In its canonical text form.</param>
    public EgressOwner Of(string address)
    {
        var owners = new List<(ClusterMember Silo, string? Proxy)>();
        foreach (var member in silos.Active)
        {
            if (silos.EgressOf(member.SiloAddress).Has(address, out var proxy))
            {
                owners.Add((member, proxy));
            }
        }

        return owners switch
        {
            [var one] => Is(one.Silo, one.Proxy),
            [] => No($"no silo has {address}: name it in Egress:Addresses of the silo whose machine has it, and start that silo"),
            [{ Proxy: { } proxy }, ..] when owners.TrueForAll(owner => owner.Proxy == proxy) =>
                Is(owners.MaxBy(owner => Weight(address, owner.Silo))!.Silo, proxy),
            _ when owners.TrueForAll(owner => owner.Proxy is null) => No(
                $"several silos claim {address} ({string.Join(", ", owners.Select(owner => owner.Silo.Name))}): take it out of "
                + "Egress:Addresses of all but the one whose machine has it, and start them anew"),
            _ => No(
                $"several silos claim {address} by different ways "
                + $"({string.Join(", ", owners.Select(owner => $"{owner.Silo.Name}: {owner.Proxy ?? "its own machine"}"))}): "
                + "name the same proxy in Egress:Proxies of all of them, and start them anew"),
        };
    }

    /// <summary>Does this silo, and no other, send from the address?</summary>
    public bool IsOwn(string address) => IsHere(Of(address));

    /// <summary>Does this silo name the address, and others too, so that nobody sends from it?</summary>
    public bool IsContested(string address) =>
        Of(address).Silo is null && silos.EgressOf(silos.Address).Has(address, out _);

    /// <summary>Is the owner this silo?</summary>
    public bool IsHere(EgressOwner owner) => silos.Address.Equals(owner.Silo);

    // The same on every silo, whoever else is there (rendezvous hashing): addresses are spread over the silos, and when one
    // goes or comes only its own addresses move. By name, so that a silo that was started anew gets back what it had.
    private static (UInt128 Weight, SiloAddress Silo) Weight(string address, ClusterMember silo)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{address}|{silo.Name}"));
        return (BinaryPrimitives.ReadUInt128BigEndian(hash), silo.SiloAddress);
    }

    private static EgressOwner Is(ClusterMember silo, string? proxy) => new(silo.SiloAddress, silo.Name, null, proxy);

    private static EgressOwner No(string problem) => new(null, null, problem);
}
