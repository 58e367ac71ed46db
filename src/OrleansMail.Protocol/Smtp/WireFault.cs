using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace OrleansMail.Smtp;

/// <summary>
/// Turns what sockets and streams throw into <see cref="FaultKind"/>; everything else is a bug and goes on.
/// </summary>
internal static class WireFault
{
    /// <summary>What a peer or the network can cause.</summary>
    public static bool IsTrouble(Exception exception) =>
        exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException;

    /// <summary>What a peer can cause in a handshake.</summary>
    public static bool IsHandshakeTrouble(Exception exception) =>
        IsTrouble(exception) || exception is AuthenticationException or CryptographicException;

    public static FaultKind Of(Exception exception, CancellationToken caller) => exception switch
    {
        OperationCanceledException => caller.IsCancellationRequested ? FaultKind.Cancelled : FaultKind.Timeout,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => FaultKind.ConnectionRefused,
        SocketException { SocketErrorCode: SocketError.TimedOut } => FaultKind.Timeout,
        SocketException
        {
            SocketErrorCode: SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown
                or SocketError.NetworkDown or SocketError.AddressFamilyNotSupported or SocketError.AccessDenied,
        } => FaultKind.Unreachable,
        _ => FaultKind.ConnectionLost,
    };

    public static string Describe(FaultKind fault) => fault switch
    {
        FaultKind.None => "",
        FaultKind.Timeout => "no answer in time",
        FaultKind.ConnectionLost => "the connection was lost",
        FaultKind.ConnectionRefused => "the connection was refused",
        FaultKind.Unreachable => "the host cannot be reached",
        FaultKind.LocalAddressUnavailable => "the egress address is not on this machine",
        FaultKind.ProtocolError => "the server does not speak SMTP",
        FaultKind.Refused => "the server refused the session",
        FaultKind.TlsUnavailable => "the server does not offer TLS",
        FaultKind.TlsFailed => "the TLS handshake failed",
        FaultKind.Cancelled => "called off",
        FaultKind.ProxyFailed => "the proxy of the egress address cannot be used",
        FaultKind.ProxyDenied => "the proxy of the egress address does not connect to the host",
        FaultKind.ProxyWrongSource => "the proxy connects from another address than the egress address",
    };
}
