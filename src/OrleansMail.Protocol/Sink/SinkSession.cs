using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace OrleansMail.Sink;

/// <summary>One connection: moves octets between its socket and its <see cref="SinkDialogue"/>.</summary>
internal sealed class SinkSession(
    Socket socket,
    SinkOptions options,
    SinkDialogue dialogue,
    SinkTally tally,
    SinkStore? store,
    Func<SslServerAuthenticationOptions> tls,
    CancellationToken stopping) : IAsyncDisposable
{
    // Holds a usual message whole, so that a pipelined one costs one read.
    private readonly byte[] _input = new byte[32 * 1024];
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private int _start;
    private int _end;
    private bool _endedHere;
    private bool _waiting;
    private long _lastActive = options.Clock.GetTimestamp();

    /// <summary>How long the client has said nothing; zero while it is the sink that lets it wait.</summary>
    public TimeSpan Idle => Volatile.Read(ref _waiting) ? TimeSpan.Zero : options.Clock.GetElapsedTime(Volatile.Read(ref _lastActive));

    public async Task RunAsync()
    {
        try
        {
            await TalkAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException or AuthenticationException)
        {
            // The client went away, or the sink stops: both are the end of this connection and of nothing else.
        }
        finally
        {
            tally.FlushLog();
            if (!_endedHere && !stopping.IsCancellationRequested)
            {
                tally.Violated(SinkViolation.NoQuit);
            }
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <summary>Ends the connection from outside: its talk reads the end.</summary>
    public void End()
    {
        _endedHere = true;
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    private async Task TalkAsync()
    {
        if (socket.Available > 0)
        {
            // RFC 5321 §3.1: the client waits for the greeting.
            tally.Violated(SinkViolation.Sequence);
        }

        var step = dialogue.Greet();
        while (await ObeyAsync(step))
        {
            step = dialogue.Consume(_input.AsSpan(_start, _end - _start), out var consumed);
            _start += consumed;
        }
    }

    /// <summary>Does what the dialogue asks; false when the connection is over.</summary>
    private async ValueTask<bool> ObeyAsync(SinkStep step)
    {
        while (true)
        {
            if (step.Wait > TimeSpan.Zero)
            {
                await SendAsync(step.SendFirst);
                if (!await WaitAsync(step.Wait))
                {
                    return false;
                }
            }

            switch (step.Kind)
            {
                case SinkStepKind.Continue:
                    return true;
                case SinkStepKind.ReadMore:
                    await SendAsync(dialogue.Replies.Length);
                    return await ReadAsync();
                case SinkStepKind.ReadOn:
                    return await ReadAsync();
                case SinkStepKind.Deliver:
                    step = dialogue.Settle(await HandOverAsync());
                    break;
                case SinkStepKind.StartTls:
                    await SendAsync(dialogue.Replies.Length);
                    await StartTlsAsync();
                    return true;
                case SinkStepKind.Close:
                    await SendAsync(dialogue.Replies.Length);
                    _endedHere = true;
                    socket.Shutdown(SocketShutdown.Send);
                    return false;
                case SinkStepKind.Reset:
                    await SendAsync(dialogue.Replies.Length);
                    _endedHere = true;
                    socket.LingerState = new LingerOption(enable: true, seconds: 0);
                    socket.Dispose();
                    return false;
                case SinkStepKind.Silence:
                    await SendAsync(dialogue.Replies.Length);
                    _endedHere = true;
                    await ReadInSilenceAsync();
                    return false;
                default:
                    throw new InvalidOperationException($"no such step: {step.Kind}");
            }
        }
    }

    /// <summary>Waits; false when the client has gone meanwhile.</summary>
    private async ValueTask<bool> WaitAsync(TimeSpan time)
    {
        Volatile.Write(ref _waiting, true);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var wait = Task.Delay(time, options.Clock, enough.Token);

        // No octet is read: it only tells when there is something to read, or the end.
        Task sign = socket.ReceiveAsync(Memory<byte>.Empty, enough.Token).AsTask();
        var gone = await Task.WhenAny(wait, sign) == sign && sign.IsCompletedSuccessfully && socket.Available == 0;
        if (!gone)
        {
            await wait;
        }

        await enough.CancelAsync();
        await sign.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref _lastActive, options.Clock.GetTimestamp());
        Volatile.Write(ref _waiting, false);
        return !gone;
    }

    private async ValueTask SendAsync(int length)
    {
        if (length == 0)
        {
            return;
        }

        // What the replies promise must be in the log before the client can read them.
        tally.FlushLog();
        if (options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(options.Latency, options.Clock, stopping);
        }

        await _stream.WriteAsync(dialogue.Replies.First(length), stopping);
        dialogue.Replies.RemoveFirst(length);
    }

    private async ValueTask<bool> ReadAsync()
    {
        if (_start > 0)
        {
            _input.AsSpan(_start, _end - _start).CopyTo(_input);
            _end -= _start;
            _start = 0;
        }

        if (_end == _input.Length)
        {
            // A command line that fills the whole buffer.
            tally.Violated(SinkViolation.LongLine);
            _endedHere = true;
            return false;
        }

        var read = await _stream.ReadAsync(_input.AsMemory(_end), stopping);
        _end += read;
        Volatile.Write(ref _lastActive, options.Clock.GetTimestamp());
        return read > 0;
    }

    private async ValueTask ReadInSilenceAsync()
    {
        while (await _stream.ReadAsync(_input, stopping) > 0)
        {
            Volatile.Write(ref _lastActive, options.Clock.GetTimestamp());
        }
    }

    private async ValueTask StartTlsAsync()
    {
        // RFC 3207 §4.2: what came in plain text behind STARTTLS is thrown away.
        _start = _end = 0;
        var meter = new HandshakeMeter(_stream);
        var secure = new SslStream(meter);
        _stream = secure;
        await secure.AuthenticateAsServerAsync(tls(), stopping);
        tally.ShookHands(meter.Written, secure.LocalCertificate!.GetRawCertData().Length);
        dialogue.TlsStarted();
    }

    private async ValueTask<bool> HandOverAsync()
    {
        var message = dialogue.Transaction;
        try
        {
            store?.Keep(message);
            if (options.OnMessage is not { } receive)
            {
                return true;
            }

            var octets = message.Content.Kept.ToArray();
            var sender = message.Sender;
            var at = options.Clock.GetUtcNow();
            var client = ((IPEndPoint)socket.RemoteEndPoint!).Address;
            for (var i = 0; i < message.Count; i++)
            {
                var recipient = message.RecipientText(i);
                await receive(new SinkMessage(recipient, sender, octets, dialogue.Tls, dialogue.Ehlo, at, client));
            }

            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false;
        }
    }
}
