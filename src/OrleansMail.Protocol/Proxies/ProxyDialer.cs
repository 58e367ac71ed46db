using System.Net;
using System.Net.Sockets;
using OrleansMail.Smtp;

namespace OrleansMail.Proxies;

/// <summary>Connects to a mail host through the proxy that has our egress address.</summary>
internal sealed class ProxyDialer(EgressProxy proxy, IPAddress egress, TimeSpan limit, Deadline deadline)
{
    public async Task<Dial> DialAsync(IPEndPoint destination, CancellationToken cancellation)
    {
        if (destination.AddressFamily != egress.AddressFamily)
        {
            return Dial.Failed(FaultKind.LocalAddressUnavailable, "the egress address is of another family than the host's");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        NetworkStream? stream = null;
        ProxyFault? fault;
        try
        {
            await socket.ConnectAsync(proxy.Host, proxy.Port, deadline.Start(limit, cancellation));
            stream = new NetworkStream(socket, ownsSocket: true);
            fault = await AskAsync(stream, destination, cancellation);
        }
        catch (Exception exception) when (WireFault.IsTrouble(exception))
        {
            fault = FaultOf(WireFault.Of(exception, cancellation), isConnected: stream is not null);
        }

        if (fault is null)
        {
            return Dial.Made(stream!);
        }

        socket.Dispose();
        return Dial.Failed(fault.Kind, fault.Text);
    }

    private async Task<ProxyFault?> AskAsync(NetworkStream stream, IPEndPoint destination, CancellationToken cancellation)
    {
        switch (proxy.Kind)
        {
            case ProxyKind.Socks5:
                return await new Socks5Client(stream, proxy, deadline, limit).ConnectAsync(destination, egress, cancellation);
            case ProxyKind.ProxyV1:
            case ProxyKind.ProxyV2:
                // In one piece, as the specification asks (§2); the next thing said is the host's greeting.
                var header = proxy.Kind == ProxyKind.ProxyV1
                    ? ProxyHeader.Version1(egress, destination)
                    : ProxyHeader.Version2(egress, destination);
                await stream.WriteAsync(header, deadline.Start(limit, cancellation));
                return null;
            default:
                throw new InvalidOperationException($"no such proxy: {proxy.Kind}");
        }
    }

    private ProxyFault FaultOf(FaultKind kind, bool isConnected)
    {
        if (kind == FaultKind.Cancelled)
        {
            return new ProxyFault(kind, WireFault.Describe(kind));
        }

        var what = (kind, isConnected) switch
        {
            (FaultKind.Timeout, _) => "gives no answer in time",
            (FaultKind.ConnectionRefused, _) => "refuses connections",
            (_, true) => "closed the connection",
            _ => "cannot be reached",
        };
        return new ProxyFault(FaultKind.ProxyFailed, $"the proxy {proxy} {what}");
    }
}
