using OrleansMail.Cluster;

namespace OrleansMail.Egress;

/// <summary>Says which silo sends from an address: the one that has it, or none while there is a doubt.</summary>
internal sealed class EgressOwners(Silos silos)
{
    /// <param name="address">In its canonical text form.</param>
    public EgressOwner Of(string address)
    {
        var owners = silos.Active.Where(member => silos.EgressOf(member.SiloAddress).Has(address)).ToArray();
        return owners switch
        {
            [var one] => new EgressOwner(one.SiloAddress, one.Name, null),
            [] => No($"no silo has {address}: name it in Egress:Addresses of the silo whose machine has it, and start that silo"),
            _ => No(
                $"several silos claim {address} ({string.Join(", ", owners.Select(owner => owner.Name))}): take it out of "
                + "Egress:Addresses of all but the one whose machine has it, and start them anew"),
        };
    }

    /// <summary>Does this silo, and no other, have the address?</summary>
    public bool IsOwn(string address) => silos.Address.Equals(Of(address).Silo);

    private static EgressOwner No(string problem) => new(null, null, problem);
}
