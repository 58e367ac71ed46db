using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansMail.Scenarios;

/// <summary>A receiver on loopback that breaks the rules on the octet level; it keeps count of what it took.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly RawBehaviour _behaviour;
    private readonly Task _accepting;
    private int _accepted;
    private int _mails;

    public RawPeer(RawBehaviour behaviour)
    {
        _behaviour = behaviour;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Messages whose final dot came.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>MAIL commands heard.</summary>
    public int Mails => Volatile.Read(ref _mails);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                socket.NoDelay = true;
                sessions.Add(TalkAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        try
        {
            await SayAsync(stream, Lines(220, "raw.invalid ready"));
            while (await reader.ReadLineAsync(_stop.Token) is { } command)
            {
                await AnswerAsync(stream, reader, command);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has had enough, or the test is over: the end of this connection and of nothing else.
        }
    }

    private async Task AnswerAsync(Stream stream, StreamReader reader, string command)
    {
        switch (command.Split(' ')[0])
        {
            case "EHLO":
                await SayAsync(stream, Ehlo());
                break;
            case "STARTTLS":
                await SayAsync(stream, "220 go\r\n250 injected\r\n");
                break;
            case "MAIL":
                Interlocked.Increment(ref _mails);
                await SayAsync(
                    stream,
                    _behaviour == RawBehaviour.EndlessMailLine ? $"250 {new string('x', MiB)}\r\n" : Lines(250, "fine"));
                break;
            case "DATA":
                await SayAsync(stream, Lines(354, "go on"));
                await TakeAsync(stream, reader);
                break;
            case "QUIT":
                await SayAsync(stream, Lines(221, "bye"));
                break;
            default:
                await SayAsync(stream, Lines(250, "fine"));
                break;
        }
    }

    private async Task TakeAsync(Stream stream, StreamReader reader)
    {
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line == ".")
            {
                Interlocked.Increment(ref _accepted);
                await SayAsync(
                    stream, _behaviour == RawBehaviour.EndlessFinalDot ? Endless() : Lines(250, "2.0.0 taken"));
                return;
            }
        }
    }

    private string Ehlo() => _behaviour switch
    {
        RawBehaviour.EndlessEhlo => Endless(),
        RawBehaviour.OctetsBehindStartTls => "250-raw.invalid\r\n250 STARTTLS\r\n",
        _ => "250-raw.invalid\r\n250-PIPELINING\r\n250 SIZE 1000000\r\n",
    };

    private string Lines(int code, string text) => _behaviour == RawBehaviour.OctetByOctet
        ? string.Create(null, $"{code}-{text}\r\n{code}-\r\n{code} {text}\r\n")
        : string.Create(null, $"{code} {text}\r\n");

    private static string Endless() =>
        string.Concat(Enumerable.Repeat($"250-{new string('x', 500)}\r\n", MiB / 506)) + "250 end\r\n";

    private async Task SayAsync(Stream stream, string text)
    {
        var octets = Encoding.Latin1.GetBytes(text);
        var size = _behaviour == RawBehaviour.OctetByOctet ? 1 : octets.Length;
        for (var start = 0; start < octets.Length; start += size)
        {
            await stream.WriteAsync(octets.AsMemory(start, size), _stop.Token);
        }
    }
}
