using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace OrleansMail.People;

/// <summary>A range of network addresses, such as <c>192.0.2.0/24</c> or <c>2001:db8::/32</c>; one address is a range too.</summary>
public sealed record AddressRange
{
    private const int MappedBits = 96;

    private readonly IPNetwork _network;

    private AddressRange(IPNetwork network) => _network = network;

    /// <summary>Reads CIDR notation. An IPv4 range in IPv6 clothes becomes IPv4; an address with a zone is none.</summary>
    /// <param name="reason">What is wrong, for people.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out AddressRange? range, [NotNullWhen(false)] out string? reason)
    {
        range = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? text : text[..slash];
        if (Parse(host) is not { } address)
        {
            reason = $"'{text}' is no range of addresses; write 192.0.2.0/24, 2001:db8::/32 or one address";
            return false;
        }

        var most = address.GetAddressBytes().Length * 8;
        if (Prefix(slash < 0 ? null : text[(slash + 1)..], most, IsMapped(host)) is not { } prefix)
        {
            reason = $"'{text}': the length behind / is a number from 0 to {most}";
            return false;
        }

        // The parser would drop the bits, and somebody's one address would become a whole network.
        if (!IPNetwork.TryParse($"{address}/{prefix}", out var network) || !network.BaseAddress.Equals(address))
        {
            reason = $"'{text}' has bits set behind its prefix; write the first address of the range";
            return false;
        }

        (range, reason) = (new AddressRange(network), null);
        return true;
    }

    /// <summary>An address in its plain form; null if the text is none, or has a zone.</summary>
    public static IPAddress? Parse(string text)
    {
        // The parser takes 192.0.2 for 192.0.0.2, 010.0.0.1 for 8.0.0.1, and [::1]:80 for ::1.
        if (text.Contains('%', StringComparison.Ordinal)
            || text.Contains('[', StringComparison.Ordinal)
            || !IPAddress.TryParse(text, out var address)
            || (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != text))
        {
            return null;
        }

        return Plain(address);
    }

    /// <summary>IPv4 in IPv6 clothes becomes IPv4, so that one host has one address.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    public bool Contains(IPAddress address) => _network.Contains(Plain(address));

    public override string ToString() => _network.ToString();

    private static bool IsMapped(string host) => host.Contains(':', StringComparison.Ordinal)
        && IPAddress.TryParse(host, out var address) && address.IsIPv4MappedToIPv6;

    private static int? Prefix(string? text, int most, bool mapped)
    {
        if (text is null)
        {
            return most;
        }

        if (text.Length is 0 or > 3 || !text.All(char.IsAsciiDigit))
        {
            return null;
        }

        var prefix = int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) - (mapped ? MappedBits : 0);
        return prefix >= 0 && prefix <= most ? prefix : null;
    }
}
