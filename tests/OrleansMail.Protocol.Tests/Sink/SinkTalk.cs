using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace OrleansMail.Sink;

/// <summary>A client that says exactly the octets it is told and returns what the sink says.</summary>
internal sealed class SinkTalk : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _input = new byte[64 * 1024];
    private Stream _stream;
    private string _heard = "";

    private SinkTalk(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<SinkTalk> OpenAsync(SmtpSink sink, string? address = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var host = address is null ? sink.EndPoint.Address : IPAddress.Parse(address);
        await socket.ConnectAsync(new IPEndPoint(host, sink.EndPoint.Port), Cancel);
        return new SinkTalk(socket);
    }

    /// <summary>Connected, greeted, EHLO said; the answers are read away.</summary>
    public static async Task<SinkTalk> GreetedAsync(SmtpSink sink, string? address = null)
    {
        var talk = await OpenAsync(sink, address);
        await talk.RepliesAsync(1);
        await talk.SayAsync("EHLO client.example\r\n", replies: 1);
        return talk;
    }

    /// <summary>Sends the text as Latin-1 octets and waits for so many replies, each of one or more lines.</summary>
    public async Task<string> SayAsync(string octets, int replies)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(octets), Cancel);
        return await RepliesAsync(replies);
    }

    public async Task<string> SayByteByByteAsync(string octets, int replies)
    {
        foreach (var octet in Encoding.Latin1.GetBytes(octets))
        {
            await _stream.WriteAsync(new[] { octet }, Cancel);
        }

        return await RepliesAsync(replies);
    }

    public async Task<string> RepliesAsync(int replies)
    {
        while (Ends(_heard).Count() < replies)
        {
            var read = await _stream.ReadAsync(_input, Cancel);
            Assert.True(read > 0, $"the sink closed after {_heard}");
            _heard += Encoding.UTF8.GetString(_input, 0, read);
        }

        var end = replies == 0 ? 0 : Ends(_heard).ElementAt(replies - 1);
        var heard = _heard[..end];
        _heard = _heard[end..];
        return heard;
    }

    /// <summary>What still comes until the sink closes.</summary>
    public async Task<string> RestAsync()
    {
        while (await _stream.ReadAsync(_input, Cancel) is > 0 and var read)
        {
            _heard += Encoding.UTF8.GetString(_input, 0, read);
        }

        return _heard;
    }

    public async Task StartTlsAsync(SmtpSink sink)
    {
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false, (_, shown, _, _) =>
            shown!.GetRawCertData().AsSpan().SequenceEqual(sink.Certificate.RawDataMemory.Span));
        await tls.AuthenticateAsClientAsync("sink.invalid");
        _stream = tls;
    }

    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<int> Ends(string heard)
    {
        for (int start = 0, lf; (lf = heard.IndexOf('\n', start)) >= 0; start = lf + 1)
        {
            if (heard[start + 3] == ' ')
            {
                yield return lf + 1;
            }
        }
    }
}
