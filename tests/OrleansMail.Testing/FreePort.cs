using System.Net;
using System.Net.Sockets;

namespace OrleansMail.Telemetry;

/// <summary>Finds ports for tests.</summary>
public static class FreePort
{
    /// <summary>A loopback port that nobody listens on now.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
