using System.Net;
using System.Net.Sockets;
using OrleansMail.Smtp;

namespace OrleansMail.Proxies;

/// <summary>A proxy of one connection that expects octets and answers with others, both in hexadecimal.</summary>
/// <remarks>
/// Steps are parted by blanks: <c>C:0501</c> is awaited, <c>S:0500</c> is sent, octet by octet, <c>SMTP</c> greets and goes
/// on as a mail host, <c>CLOSE</c> closes, <c>SILENCE</c> waits for the client to leave.
/// </remarks>
internal sealed class OctetPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);

    private OctetPeer(string script)
    {
        _listener.Start();
        Talk = TalkAsync(script.Split(' '));
    }

    public Task Talk { get; }

    public EgressProxy Proxy(string scheme) =>
        EgressProxy.TryParse($"{scheme}://{(IPEndPoint)_listener.LocalEndpoint}", out var proxy, out var reason)
            ? proxy
            : throw new ArgumentException(reason, nameof(scheme));

    public static OctetPeer Start(string script) => new(script);

    public void Dispose() => _listener.Dispose();

    private async Task TalkAsync(string[] script)
    {
        using var socket = await _listener.AcceptSocketAsync();
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket);
        foreach (var step in script)
        {
            switch (step.Split(':'))
            {
                case ["C", var octets]:
                    var heard = new byte[octets.Length / 2];
                    await stream.ReadExactlyAsync(heard);
                    Assert.Equal(octets, Convert.ToHexString(heard));
                    break;
                case ["S", var octets]:
                    await SayAsync(stream, Convert.FromHexString(octets));
                    break;
                case ["SMTP"]:
                    await stream.WriteAsync("220 mx\r\n"u8.ToArray());
                    await ReadLineAsync(stream, "EHLO out");
                    await stream.WriteAsync("250 mx\r\n"u8.ToArray());
                    break;
                case ["CLOSE"]:
                    return;
                case ["SILENCE"]:
                    await UntilLeftAsync(stream);
                    break;
                default:
                    Assert.Fail($"the script has no '{step}'");
                    break;
            }
        }
    }

    // A client that knows enough leaves in the middle of an answer.
    private static async Task SayAsync(NetworkStream stream, byte[] octets)
    {
        try
        {
            foreach (var octet in octets)
            {
                await stream.WriteAsync((byte[])[octet]);
            }
        }
        catch (IOException)
        {
            return;
        }
    }

    private static async Task UntilLeftAsync(NetworkStream stream)
    {
        try
        {
            Assert.Equal(0, await stream.ReadAsync(new byte[1]));
        }
        catch (IOException)
        {
            // It left before it had read everything.
            return;
        }
    }

    private static async Task ReadLineAsync(NetworkStream stream, string expected)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        Assert.Equal(expected, await reader.ReadLineAsync().WaitAsync(Talks.Limit));
    }
}
