using System.Net;
using System.Net.Sockets;
using OrleansMail.Cluster;
using OrleansMail.Egress;

namespace OrleansMail.Hosting;

/// <summary>Registers the egress addresses that the configuration names.</summary>
internal static class EgressRegistration
{
    /// <summary>The addresses that this silo tells the others it has.</summary>
    /// <param name="options">Those that the configuration names.</param>
    /// <param name="proxies">Those of them that sit on a proxy.</param>
    /// <param name="isAlone">There are no others: it has every address that is registered.</param>
    public static SiloEgress Of(EgressOptions options, EgressProxies proxies, bool isAlone)
    {
        var named = options.Addresses
            .Select(static entry => IPAddress.TryParse(entry.Split('=', 2)[0], out var address) ? address : null)
            .OfType<IPAddress>()
            .Distinct()
            .Select(address => SiloEgress.Entry(address.ToString(), proxies.Of(address)?.ToString()));
        return new SiloEgress(string.Join(',', isAlone ? named.Prepend(SiloEgress.Every) : named));
    }

    public static async Task RegisterAsync(IGrainFactory grains, EgressOptions options, EgressProxies proxies)
    {
        foreach (var entry in options.Addresses)
        {
            var parts = entry.Split('=', 2);
            if (!IPAddress.TryParse(parts[0], out var address))
            {
                throw new ConfigurationException($"Egress:Addresses: '{entry}' is not ADDRESS or ADDRESS=EHLO-NAME.");
            }

            if (proxies.Of(address) is null && !IsOwn(address))
            {
                throw new ConfigurationException(
                    $"Egress:Addresses: this machine does not have the address {address}; give it to an interface first, or "
                    + "name its proxy in Egress:Proxies.");
            }

            var ehlo = parts.Length == 2 ? parts[1] : options.EhloName;
            if (ehlo is not null && !EhloNames.IsValid(ehlo))
            {
                throw new ConfigurationException($"Egress:Addresses: '{ehlo}' is not a fully qualified domain name.");
            }

            await grains.GetGrain<IEgressIpGrain>(address.ToString()).AddAsync(ehlo);
        }
    }

    private static bool IsOwn(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
