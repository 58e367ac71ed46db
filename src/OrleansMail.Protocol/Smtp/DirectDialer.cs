using System.Net;
using System.Net.Sockets;

namespace OrleansMail.Smtp;

/// <summary>Connects to a mail host from an address of this machine.</summary>
internal static class DirectDialer
{
    /// <param name="destination">The host.</param>
    /// <param name="local">The address to connect from; null leaves it to the system.</param>
    /// <param name="limited">Ends when it has taken too long, or with the caller.</param>
    /// <param name="cancellation">The caller's.</param>
    public static async Task<Dial> DialAsync(
        IPEndPoint destination, IPAddress? local, CancellationToken limited, CancellationToken cancellation)
    {
        // Without NoDelay the last piece of a message waits for a delayed ACK, some 40 ms each.
        var socket = new Socket(destination.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (local is not null && !TryBind(socket, local))
            {
                socket.Dispose();
                return Failed(FaultKind.LocalAddressUnavailable);
            }

            await socket.ConnectAsync(destination, limited);
            return Dial.Made(new NetworkStream(socket, ownsSocket: true));
        }
        catch (Exception exception) when (WireFault.IsTrouble(exception))
        {
            socket.Dispose();
            return Failed(WireFault.Of(exception, cancellation));
        }
    }

    private static Dial Failed(FaultKind fault) => Dial.Failed(fault, WireFault.Describe(fault));

    private static bool TryBind(Socket socket, IPAddress local)
    {
        try
        {
            if (OperatingSystem.IsLinux() && local.AddressFamily == AddressFamily.InterNetwork)
            {
                // IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT: the port is chosen per destination at connect, so that
                // one egress address is not limited to 28,000 connections in all.
                socket.SetRawSocketOption(0, 24, BitConverter.GetBytes(1));
            }

            socket.Bind(new IPEndPoint(local, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
