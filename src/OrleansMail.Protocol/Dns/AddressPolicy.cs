using System.Net;

namespace OrleansMail.Dns;

/// <summary>
/// Which addresses a stranger's DNS may send us to: public ones only, so that no MX points into our network.
/// </summary>
/// <param name="AllowPrivate">Also loopback and private ones; for tests and closed networks. Default false.</param>
public sealed record AddressPolicy(bool AllowPrivate = false)
{
    private static readonly IPNetwork[] Never =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("255.255.255.255/32"),
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("ff00::/8"),
    ];

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"),      // RFC 1918
        IPNetwork.Parse("100.64.0.0/10"),   // RFC 6598
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),  // RFC 3927, and the metadata address of clouds
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),    // RFC 6890
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),   // RFC 2544
        IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fc00::/7"),        // RFC 4193
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fec0::/10"),
    ];

    /// <summary>IPv6 networks that hold an IPv4 address, and the octet where it starts.</summary>
    private static readonly (IPNetwork Network, int At)[] Carriers =
    [
        (IPNetwork.Parse("::ffff:0:0/96"), 12),
        (IPNetwork.Parse("64:ff9b::/96"), 12),  // RFC 6052
        (IPNetwork.Parse("2002::/16"), 2),      // RFC 3056
        (IPNetwork.Parse("::/96"), 12),
    ];

    /// <summary>Whether a connection to the address may be tried.</summary>
    public bool Permits(IPAddress address)
    {
        if (Never.Any(network => network.Contains(address)))
        {
            return false;
        }

        if (Private.Any(network => network.Contains(address)))
        {
            return AllowPrivate;
        }

        foreach (var (network, at) in Carriers)
        {
            if (network.Contains(address))
            {
                return Permits(new IPAddress(address.GetAddressBytes().AsSpan(at, 4)));
            }
        }

        return true;
    }
}
