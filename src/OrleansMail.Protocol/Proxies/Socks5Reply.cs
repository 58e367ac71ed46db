using System.Net;

namespace OrleansMail.Proxies;

/// <summary>What a SOCKS5 proxy answers to a request (RFC 1928 §6).</summary>
/// <remarks>
/// <code>
/// +----+-----+-------+------+----------+----------+
/// |VER | REP |  RSV  | ATYP | BND.ADDR | BND.PORT |
/// +----+-----+-------+------+----------+----------+
/// | 1  |  1  | X'00' |  1   | Variable |    2     |
/// </code>
/// </remarks>
internal static class Socks5Reply
{
    public const byte IPv4 = 1;
    public const byte Name = 3;
    public const byte IPv6 = 4;

    /// <summary>Version and code: enough to know that it has not worked.</summary>
    public const int Start = 2;

    /// <summary>Up to the first octet of the address, which is its length if it is a name.</summary>
    public const int Head = 5;

    /// <summary>With a name of 255 octets.</summary>
    public const int Longest = Head + 255 + PortLength;

    private const int AddressAt = 4;
    private const int PortLength = 2;

    /// <summary>The length of the whole reply by its head; 0 if no such reply exists.</summary>
    public static int LengthOf(ReadOnlySpan<byte> head) => head[3] switch
    {
        IPv4 => AddressAt + 4 + PortLength,
        IPv6 => AddressAt + 16 + PortLength,
        Name => Head + head[AddressAt] + PortLength,
        _ => 0,
    };

    /// <summary>The address that the proxy connects from; null when it gives a name instead.</summary>
    /// <param name="reply">The whole reply, as long as <see cref="LengthOf"/> says.</param>
    public static IPAddress? Bound(ReadOnlySpan<byte> reply)
    {
        if (reply[3] == Name)
        {
            return null;
        }

        var address = new IPAddress(reply[AddressAt..^PortLength]);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
