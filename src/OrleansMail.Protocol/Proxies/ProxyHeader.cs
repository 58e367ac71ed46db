using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansMail.Proxies;

/// <summary>
/// What goes before our first octet to a proxy that speaks HAProxy's PROXY protocol: whom it should connect to, and from
/// where. The specification: https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt
/// </summary>
internal static class ProxyHeader
{
    // The source's port is the proxy's to choose.
    private const ushort AnyPort = 0;

    private const byte Version2Proxy = 0x21;
    private const byte StreamIPv4 = 0x11;
    private const byte StreamIPv6 = 0x21;

    private static ReadOnlySpan<byte> Signature => [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A];

    /// <summary>The line of version 1 (§2.1).</summary>
    /// <exception cref="ArgumentException">The addresses are of two families.</exception>
    public static byte[] Version1(IPAddress source, IPEndPoint destination)
    {
        ThrowIfMixed(source, destination);
        var family = IsIPv4(source) ? "TCP4" : "TCP6";
        return Encoding.ASCII.GetBytes(
            string.Create(null, $"PROXY {family} {source} {destination.Address} {AnyPort} {destination.Port}\r\n"));
    }

    /// <summary>The block of version 2, without additions (§2.2).</summary>
    /// <exception cref="ArgumentException">The addresses are of two families.</exception>
    public static byte[] Version2(IPAddress source, IPEndPoint destination)
    {
        ThrowIfMixed(source, destination);
        byte[] addresses =
        [
            .. source.GetAddressBytes(), .. destination.Address.GetAddressBytes(), .. Big(AnyPort), .. Big((ushort)destination.Port),
        ];
        return
        [
            .. Signature, Version2Proxy, IsIPv4(source) ? StreamIPv4 : StreamIPv6, .. Big((ushort)addresses.Length),
            .. addresses,
        ];
    }

    private static bool IsIPv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    private static byte[] Big(ushort number)
    {
        var octets = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(octets, number);
        return octets;
    }

    private static void ThrowIfMixed(IPAddress source, IPEndPoint destination)
    {
        if (source.AddressFamily != destination.AddressFamily)
        {
            throw new ArgumentException("Source and destination are of two address families.", nameof(destination));
        }
    }
}
