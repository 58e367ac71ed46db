using System.Net;
using System.Net.Sockets;

namespace OrleansMail.Cluster;

/// <summary>Finds ports that nobody listens on.</summary>
internal static class FreePorts
{
    // Below those that systems give to outgoing connections: one of them could take the port before the silo does.
    private const int First = 15_000;
    private const int Last = 32_000;

    public static int Take(IPAddress address)
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            using var listener = new TcpListener(address, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one.
            }
        }
    }
}
