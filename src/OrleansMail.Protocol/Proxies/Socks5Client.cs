using System.Net;
using OrleansMail.Smtp;

namespace OrleansMail.Proxies;

/// <summary>The talk with a SOCKS5 proxy up to the connection it makes (RFC 1928).</summary>
/// <remarks>
/// Until the request has left, all that can go wrong is the proxy's fault, for every destination. After that it may be about
/// the destination: what takes too long then, or is refused by it, is told as without a proxy.
/// </remarks>
internal sealed class Socks5Client(Stream stream, EgressProxy proxy, Deadline deadline, TimeSpan limit)
{
    private const byte Granted = 0;
    private const byte NoMethod = 0xFF;

    private readonly byte[] _input = new byte[Socks5Reply.Longest];

    /// <summary>Null when the connection is made, from the address that is wanted.</summary>
    /// <exception cref="IOException">The proxy went away before it was asked to connect.</exception>
    /// <exception cref="OperationCanceledException">It did not answer in time, or the caller called it off.</exception>
    public async Task<ProxyFault?> ConnectAsync(
        IPEndPoint destination, IPAddress egress, CancellationToken cancellation) =>
        await SignInAsync(deadline.Start(limit, cancellation)) ?? await AskAsync(destination, egress, cancellation);

    private async Task<ProxyFault?> SignInAsync(CancellationToken limited)
    {
        var method = proxy.Login is null ? Socks5Request.NoLogin : Socks5Request.UserAndPassword;
        await stream.WriteAsync(Socks5Request.Greeting(method), limited);
        var chosen = await ReadAsync(0, 2, limited);
        if (chosen[0] != Socks5Request.Version)
        {
            return Failed("does not speak SOCKS5");
        }

        if (chosen[1] == NoMethod)
        {
            return Failed(proxy.Login is null
                ? "wants a user name and password: Egress:ProxyPasswords has none for it"
                : "takes no user name and password");
        }

        if (chosen[1] != method)
        {
            return Failed("chose a way to sign in that it was not offered");
        }

        return proxy.Login is { } login ? await LogInAsync(login, limited) : null;
    }

    private async Task<ProxyFault?> LogInAsync(ProxyLogin login, CancellationToken limited)
    {
        await stream.WriteAsync(Socks5Request.Login(login), limited);
        var status = await ReadAsync(0, 2, limited);

        // The version is not looked at: of proxies that grant it some repeat the 5 of the greeting.
        return status[1] == Granted ? null : Failed("refused user name and password");
    }

    private async Task<ProxyFault?> AskAsync(IPEndPoint destination, IPAddress egress, CancellationToken cancellation)
    {
        try
        {
            var limited = deadline.Start(limit, cancellation);
            await stream.WriteAsync(Socks5Request.ConnectTo(destination), limited);
            var start = await ReadAsync(0, Socks5Reply.Start, limited);
            if (start[0] != Socks5Request.Version)
            {
                return Denied("answered with what is no SOCKS5");
            }

            if (start[1] != Granted)
            {
                return FaultOf(start[1]);
            }

            var head = await ReadAsync(Socks5Reply.Start, Socks5Reply.Head, limited);
            var length = Socks5Reply.LengthOf(head);
            return length == 0
                ? Denied("answered with what is no SOCKS5")
                : Check(Socks5Reply.Bound(await ReadAsync(Socks5Reply.Head, length, limited)), egress);
        }
        catch (OperationCanceledException)
        {
            return cancellation.IsCancellationRequested
                ? new ProxyFault(FaultKind.Cancelled, WireFault.Describe(FaultKind.Cancelled))
                : new ProxyFault(FaultKind.Timeout, $"the proxy {proxy} had no connection to the host in time");
        }
        catch (Exception exception) when (WireFault.IsTrouble(exception))
        {
            return Denied("closed the connection instead of an answer");
        }
    }

    /// <summary>Mail leaves from the lane's address or not at all.</summary>
    private ProxyFault? Check(IPAddress? bound, IPAddress egress)
    {
        // All zeros: it does not say. That it has one address only is its operator's word then.
        if (egress.Equals(bound) || IPAddress.Any.Equals(bound) || IPAddress.IPv6Any.Equals(bound))
        {
            return null;
        }

        return new ProxyFault(
            FaultKind.ProxyWrongSource,
            $"the proxy {proxy} connects from {bound?.ToString() ?? "an address it does not tell"} instead of {egress}");
    }

    private ProxyFault FaultOf(byte code) => code switch
    {
        1 => Denied("reports a general failure (code 1)"),
        2 => Denied("forbids the connection by its rules (code 2)"),
        3 => new ProxyFault(FaultKind.Unreachable, $"the proxy {proxy} cannot reach the network (code 3)"),
        4 => new ProxyFault(FaultKind.Unreachable, $"the proxy {proxy} cannot reach the host (code 4)"),
        5 => new ProxyFault(FaultKind.ConnectionRefused, $"the host refused the connection of the proxy {proxy} (code 5)"),
        6 => new ProxyFault(FaultKind.Timeout, $"the proxy {proxy} had no connection to the host in time (code 6)"),
        7 => Denied("does not connect for anybody (code 7)"),
        8 => Denied("does not know addresses of this kind (code 8)"),
        _ => Denied(string.Create(null, $"answered with the code {code}, which has no meaning")),
    };

    private ProxyFault Failed(string what) => new(FaultKind.ProxyFailed, $"the proxy {proxy} {what}");

    private ProxyFault Denied(string what) => new(FaultKind.ProxyDenied, $"the proxy {proxy} {what}");

    /// <summary>Everything from the first octet of the answer on; what lies before <paramref name="from"/> is there already.</summary>
    private async Task<byte[]> ReadAsync(int from, int to, CancellationToken limited)
    {
        await stream.ReadExactlyAsync(_input.AsMemory(from, to - from), limited);
        return _input[..to];
    }
}
