using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace OrleansMail.Proxies;

/// <summary>What a SOCKS5 client says.</summary>
internal static class Socks5Request
{
    public const byte Version = 5;
    public const byte NoLogin = 0x00;
    public const byte UserAndPassword = 0x02;

    private const byte LoginVersion = 1;
    private const byte Connect = 1;

    /// <summary>
    /// Offers one way to sign in: the one that is set up, so that no proxy takes us for somebody else (RFC 1928 §3).
    /// </summary>
    public static byte[] Greeting(byte method) => [Version, 1, method];

    /// <summary>User name and password (RFC 1929 §2).</summary>
    public static byte[] Login(ProxyLogin login) =>
    [
        LoginVersion, (byte)login.User.Length, .. login.User.Span, (byte)login.Password.Length, .. login.Password.Span,
    ];

    /// <summary>Asks for a connection (RFC 1928 §4, §5).</summary>
    public static byte[] ConnectTo(IPEndPoint destination)
    {
        var address = destination.Address.GetAddressBytes();
        var port = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(port, (ushort)destination.Port);
        var kind = destination.AddressFamily == AddressFamily.InterNetwork ? Socks5Reply.IPv4 : Socks5Reply.IPv6;
        return [Version, Connect, 0, kind, .. address, .. port];
    }
}
