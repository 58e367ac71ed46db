using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography.X509Certificates;

namespace OrleansMail.Sink;

/// <summary>
/// A bounded SMTP receiver in the process, on loopback only: for trials, tests and the demo. It answers by script,
/// judges every octet strictly, finds duplicates, and counts a message before it answers.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    // asm-generic/socket.h: what .NET has no name for.
    private const int SolSocket = 1;
    private const int SoBindToDevice = 25;

    private readonly SinkOptions _options;
    private readonly Socket _listener;
    private readonly AcceptedLog? _log;
    private readonly SinkStore? _store;
    private readonly SinkTally _tally;
    private readonly ScriptRun _script;
    private readonly Lazy<SslServerAuthenticationOptions> _tls;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<SinkSession, Task> _sessions = new();
    private readonly ITimer _idleSweep;
    private readonly Task _accepting;
    private volatile ExceptionDispatchInfo? _fault;

    private SmtpSink(SinkOptions options, Socket listener)
    {
        _options = options;
        _listener = listener;
        EndPoint = new IPEndPoint(options.Address, ((IPEndPoint)listener.LocalEndPoint!).Port);
        Certificate = options.Certificate
            ?? SinkCertificate.Make(options.HostName, options.Address, options.Clock);
        _tls = new Lazy<SslServerAuthenticationOptions>(() => new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(Certificate, null, offline: true),
        });
        _log = options.AcceptedLogPath is { } path ? new AcceptedLog(path, options.Clock) : null;
        _store = options.Store is { } store ? new SinkStore(store) : null;
        _tally = new SinkTally(options.MaxRemembered, _log);
        _script = new ScriptRun(options.Script, options.MaxRemembered);
        var pace = options.IdleTimeout / 4;
        _idleSweep = options.Clock.CreateTimer(_ => SweepIdle(), null, pace, pace);
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens; the port is the real one when 0 was asked for.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>What it shows after STARTTLS, for clients that pin it.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Listens and returns; throws when the address is not loopback or the port is taken.</summary>
    public static SmtpSink Start(SinkOptions options)
    {
        if (FaultIn(options) is { } fault)
        {
            throw new ArgumentException(fault, nameof(options));
        }

        var listener = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (options.AllLoopback)
            {
                // All addresses, but of the loopback device only: nothing outside this machine gets through.
                listener.SetRawSocketOption(SolSocket, SoBindToDevice, "lo\0"u8);
            }

            var address = options.AllLoopback ? IPAddress.Any : options.Address;
            listener.Bind(new IPEndPoint(address, options.Port));
            listener.Listen(options.MaxConnections);
            return new SmtpSink(options, listener);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    public SinkCounts Snapshot() => _tally.Snapshot();

    /// <summary>Takes no more connections, ends open ones, writes the log out; throws what should not be.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        await _idleSweep.DisposeAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions.Values);
        _log?.Dispose();
        _store?.Dispose();
        if (_options.Certificate is null)
        {
            Certificate.Dispose();
        }

        _stop.Dispose();
        _fault?.Throw();
    }

    private static string? FaultIn(SinkOptions options) => options switch
    {
        _ when !IPAddress.IsLoopback(options.Address) => "a sink takes mail from its machine only: no loopback address",
        { AllLoopback: true } when !OperatingSystem.IsLinux() => "AllLoopback is for Linux",
        { AllLoopback: true, Address.AddressFamily: not AddressFamily.InterNetwork } => "AllLoopback is for IPv4",
        { Store.Every: < 1 } => "Store.Every is 1 or more",
        { MaxConnections: < 1 } => "MaxConnections is 1 or more",
        { MaxMessageBytes: < 1024 } => "MaxMessageBytes is 1024 or more",
        { MaxRecipients: < 1 } => "MaxRecipients is 1 or more",
        _ when options.IdleTimeout < TimeSpan.FromSeconds(1) => "IdleTimeout is a second or more",
        _ when options.Latency < TimeSpan.Zero => "Latency is not negative",
        _ => null,
    };

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                socket.NoDelay = true;
                if (_tally.Opened() > _options.MaxConnections)
                {
                    TurnAway(socket);
                }
                else
                {
                    Begin(socket);
                }
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested
            && e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The sink stops.
        }
    }

    private void Begin(Socket socket)
    {
        var local = ((IPEndPoint)socket.LocalEndPoint!).Address;
        if (!IPAddress.IsLoopback(local))
        {
            // The machine's other addresses are reached through its loopback device too, but not meant.
            socket.Dispose();
            _tally.Closed();
            return;
        }

        var client = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        var dialogue = new SinkDialogue(_options, _script.At(local), _tally, client);
        var session = new SinkSession(socket, _options, dialogue, _tally, _store, () => _tls.Value, _stop.Token);
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _sessions[session] = turn.Task;
        _ = Task.Run(async () =>
        {
            try
            {
                await using (session)
                {
                    await session.RunAsync();
                }
            }
            catch (Exception e)
            {
                _fault ??= ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                _tally.Closed();
                _sessions.TryRemove(session, out _);
                turn.SetResult();
            }
        });
    }

    private void TurnAway(Socket socket)
    {
        using (socket)
        {
            // A new socket's buffer is empty: this does not block. Whether the client still listens is its affair.
            socket.Send("421 4.3.2 Too many connections\r\n"u8, SocketFlags.None, out _);
        }

        _tally.Closed();
    }

    private void SweepIdle()
    {
        foreach (var session in _sessions.Keys.Where(session => session.Idle > _options.IdleTimeout))
        {
            session.End();
        }
    }
}
