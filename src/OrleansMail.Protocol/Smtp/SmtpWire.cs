using System.Net;
using System.Runtime.CompilerServices;
using OrleansMail.Proxies;
using OrleansMail.Tls;

namespace OrleansMail.Smtp;

/// <summary>One TCP connection: octets out, whole replies in, each within a limit; trouble is a value.</summary>
internal sealed class SmtpWire : IAsyncDisposable
{
    // A reply has a few hundred octets, and thousands of connections are open at once.
    private readonly byte[] _input = new byte[1024];
    private readonly ReplyReader _reader = new();
    private readonly Deadline _deadline;
    private Stream _stream;
    private int _from;
    private int _to;

    private SmtpWire(Stream stream, Deadline deadline) => (_stream, _deadline) = (stream, deadline);

    /// <summary>Octets have arrived that no command has asked for.</summary>
    public bool HasUnread => _from < _to || _reader.IsInside;

    /// <summary>The lines of the last reply.</summary>
    public IReadOnlyList<string> Lines => _reader.Lines;

    /// <summary>A connection, or why there is none: exactly one of the two is set.</summary>
    public static async Task<(SmtpWire? Wire, Dial? Failed)> ConnectAsync(
        SmtpTarget target,
        SmtpSessionOptions options,
        CancellationToken cancellation)
    {
        var deadline = new Deadline(options.Clock);
        var endpoint = new IPEndPoint(target.Address, target.Port);
        var limit = options.Timeouts.Connect;
        var dial = options.Proxy is { } proxy
            ? await new ProxyDialer(proxy, Source(options), limit, deadline).DialAsync(endpoint, cancellation)
            : await DirectDialer.DialAsync(
                endpoint, options.LocalAddress, deadline.Start(limit, cancellation), cancellation);
        if (dial.Stream is { } stream)
        {
            return (new SmtpWire(stream, deadline), null);
        }

        deadline.Dispose();
        return (null, dial);
    }

    /// <summary>Hands octets to the socket; after a fault nobody knows how many have left.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<FaultKind> WriteAsync(
        ReadOnlyMemory<byte> octets,
        TimeSpan limit,
        CancellationToken cancellation)
    {
        try
        {
            await _stream.WriteAsync(octets, _deadline.Start(limit, cancellation));
            return FaultKind.None;
        }
        catch (Exception exception) when (WireFault.IsTrouble(exception))
        {
            return WireFault.Of(exception, cancellation);
        }
    }

    /// <summary>The next reply; the limit is for all of it, so that single octets do not stretch it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<WireReply> ReadReplyAsync(TimeSpan limit, CancellationToken cancellation)
    {
        if (TakeBuffered() is { } buffered)
        {
            return buffered;
        }

        var limited = _deadline.Start(limit, cancellation);
        try
        {
            while (true)
            {
                (_from, _to) = (0, await _stream.ReadAsync(_input, limited));
                if (_to == 0)
                {
                    return WireReply.Failed(FaultKind.ConnectionLost, WireFault.Describe(FaultKind.ConnectionLost));
                }

                if (TakeBuffered() is { } reply)
                {
                    return reply;
                }
            }
        }
        catch (Exception exception) when (WireFault.IsTrouble(exception))
        {
            var fault = WireFault.Of(exception, cancellation);
            return WireReply.Failed(fault, WireFault.Describe(fault));
        }
    }

    /// <summary>Puts TLS over the connection; after a failure the connection is gone.</summary>
    public async Task<(TlsFacts? Facts, FaultKind Fault)> SecureAsync(
        string host,
        TimeSpan limit,
        CancellationToken cancellation)
    {
        try
        {
            var secured = await OpportunisticTls.ShakeHandsAsync(
                _stream, host, _deadline.Start(limit, cancellation));
            _stream = secured;
            return (OpportunisticTls.FactsOf(secured), FaultKind.None);
        }
        catch (Exception exception) when (WireFault.IsHandshakeTrouble(exception))
        {
            return (null, cancellation.IsCancellationRequested ? FaultKind.Cancelled : FaultKind.TlsFailed);
        }
    }

    /// <summary>Says QUIT, waits for the answer as long as <paramref name="limit"/>, and closes.</summary>
    public async Task QuitAsync(TimeSpan limit, CancellationToken cancellation)
    {
        if (await WriteAsync("QUIT\r\n"u8.ToArray(), limit, cancellation) == FaultKind.None)
        {
            await ReadReplyAsync(limit, cancellation);
        }

        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _deadline.Dispose();
        try
        {
            await _stream.DisposeAsync();
        }
        catch (Exception exception) when (WireFault.IsTrouble(exception))
        {
            // TLS wants to say goodbye to a peer that is gone.
            return;
        }
    }

    private static IPAddress Source(SmtpSessionOptions options) => options.LocalAddress
        ?? throw new InvalidOperationException("A proxy has to be told the address to connect from: set LocalAddress.");

    private WireReply? TakeBuffered()
    {
        if (_from == _to)
        {
            return null;
        }

        var progress = _reader.Read(_input.AsSpan(_from, _to - _from), out var consumed);
        _from += consumed;
        return progress switch
        {
            ReplyProgress.Complete => WireReply.Of(_reader.Reply!),
            ReplyProgress.Malformed => WireReply.Failed(FaultKind.ProtocolError, _reader.Flaw),
            ReplyProgress.More => null,
        };
    }
}
