using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OrleansMail.Smtp;

/// <summary>
/// A server that says its lines and expects the client to say the others; the first line that differs ends the talk and
/// fails <see cref="Talk"/>.
/// </summary>
/// <remarks>
/// <c>S: text</c> is sent with CRLF; <c>RAW: text</c> is sent as it is, with <c>\r \n</c> escapes; <c>FLOOD</c> is 1
/// MiB without a line end; <c>C: text</c> is awaited; <c>OCTET</c> awaits one octet; <c>MESSAGE</c> is awaited up to
/// the lone dot; <c>CHUNK</c> is awaited as one BDAT LAST; <c>TLS</c> shakes hands; <c>WAIT</c> waits for the test; <c>SILENCE</c> waits for the client to
/// leave, <c>CLOSE</c> closes, <c>RESET</c> resets; <c>---</c> is the next connection.
/// </remarks>
public sealed class ScriptedPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly string[] _script;
    private readonly bool _bytewise;
    private readonly TaskCompletionSource _waits = new();
    private readonly TaskCompletionSource _goOn = new();

    private ScriptedPeer(string script, bool bytewise)
    {
        _script = script.ReplaceLineEndings("\n").Split('\n');
        _bytewise = bytewise;
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Task Talk { get; private set; } = Task.CompletedTask;

    /// <summary>The messages as they came, with stuffing and the final dot.</summary>
    public List<string> Messages { get; } = [];

    public string? ServerName { get; private set; }

    public X509Certificate2 Certificate { get; } = SelfSigned();

    /// <summary>The script has come to its WAIT or SILENCE.</summary>
    public Task Waits => _waits.Task.WaitAsync(Talks.Limit);

    /// <summary>Lets the script go on behind its WAIT.</summary>
    public void GoOn() => _goOn.SetResult();

    public static ScriptedPeer Start(string script, bool bytewise = false)
    {
        var peer = new ScriptedPeer(script, bytewise);
        peer._listener.Start();
        peer.Talk = peer.TalkAsync();
        return peer;
    }

    public void Dispose()
    {
        _listener.Dispose();
        Certificate.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mx.example.com", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private async Task TalkAsync()
    {
        var connection = new Connection(await _listener.AcceptSocketAsync());
        try
        {
            foreach (var line in _script)
            {
                if (line == "---")
                {
                    connection.Dispose();
                    connection = new Connection(await _listener.AcceptSocketAsync());
                }
                else
                {
                    await StepAsync(connection, line);
                }
            }
        }
        finally
        {
            connection.Dispose();
        }
    }

    private async Task StepAsync(Connection connection, string line)
    {
        switch (line.Split(' ')[0])
        {
            case "S:":
                await connection.SendAsync(line[3..] + "\r\n", _bytewise);
                break;
            case "RAW:":
                var text = line[5..].Replace(@"\r", "\r", StringComparison.Ordinal)
                    .Replace(@"\n", "\n", StringComparison.Ordinal);
                await connection.SendAsync(text, bytewise: false);
                break;
            case "FLOOD":
                await connection.FloodAsync();
                break;
            case "C:":
                Assert.Equal(line, $"C: {await connection.ReadLineAsync()}");
                break;
            case "OCTET":
                await connection.ReadOctetAsync();
                break;
            case "MESSAGE":
                Messages.Add(await connection.ReadMessageAsync());
                break;
            case "CHUNK":
                Messages.Add(await connection.ReadChunkAsync());
                break;
            case "TLS":
                ServerName = await connection.SecureAsync(Certificate);
                break;
            case "WAIT":
                _waits.SetResult();
                await _goOn.Task;
                break;
            case "SILENCE":
                _waits.TrySetResult();
                await connection.ReadToEndAsync();
                break;
            case "RESET":
                connection.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
                connection.Dispose();
                break;
            case "CLOSE":
                connection.Dispose();
                break;
            default:
                Assert.Fail($"the script has no '{line}'");
                break;
        }
    }

    private sealed class Connection : IDisposable
    {
        private readonly byte[] _input = new byte[8192];
        private Stream _stream;
        private int _from;
        private int _to;

        public Connection(Socket socket)
        {
            socket.NoDelay = true;
            Socket = socket;
            _stream = new NetworkStream(socket, ownsSocket: true);
        }

        public Socket Socket { get; }

        public async Task SendAsync(string text, bool bytewise)
        {
            var octets = Encoding.UTF8.GetBytes(text);
            for (var at = 0; at < octets.Length; at += bytewise ? 1 : octets.Length)
            {
                await _stream.WriteAsync(octets.AsMemory(at, bytewise ? 1 : octets.Length));
            }
        }

        public async ValueTask<byte?> ReadOctetAsync()
        {
            if (_from == _to)
            {
                (_from, _to) = (0, await _stream.ReadAsync(_input));
            }

            return _to == 0 ? null : _input[_from++];
        }

        public async Task<string?> ReadLineAsync()
        {
            var line = new StringBuilder();
            while (await ReadOctetAsync() is { } octet)
            {
                line.Append((char)octet);
                if (octet == '\n')
                {
                    Assert.EndsWith("\r\n", line.ToString(), StringComparison.Ordinal);
                    return line.ToString(0, line.Length - 2);
                }
            }

            return line.Length == 0 ? null : line.ToString();
        }

        public async Task<string> ReadMessageAsync()
        {
            var message = new StringBuilder();
            while (true)
            {
                var line = await ReadLineAsync();
                Assert.NotNull(line);
                message.Append(line).Append("\r\n");
                if (line == ".")
                {
                    return message.ToString();
                }
            }
        }

        public async Task<string> ReadChunkAsync()
        {
            var words = (await ReadLineAsync())?.Split(' ');
            Assert.Equal(("BDAT", "LAST"), (words?[0], words?[^1]));
            var octets = new StringBuilder();
            for (var left = int.Parse(words![1], CultureInfo.InvariantCulture); left > 0; left--)
            {
                var octet = await ReadOctetAsync();
                Assert.NotNull(octet);
                octets.Append((char)octet);
            }

            return octets.ToString();
        }

        public async Task FloodAsync()
        {
            var octets = new byte[1024];
            Array.Fill(octets, (byte)'x');
            try
            {
                for (var kib = 0; kib < 1024; kib++)
                {
                    await _stream.WriteAsync(octets);
                }
            }
            catch (IOException)
            {
                // The client has had enough, as it should.
                return;
            }
        }

        public async Task ReadToEndAsync()
        {
            try
            {
                while (await ReadOctetAsync() is not null)
                {
                }
            }
            catch (IOException)
            {
                // The client reset the connection: it has left.
                return;
            }
        }

        public async Task<string?> SecureAsync(X509Certificate2 certificate)
        {
            Assert.Equal(_to, _from);
            var secured = new SslStream(_stream);
            string? name = null;
            await secured.AuthenticateAsServerAsync(
                (_, hello, _, _) =>
                {
                    name = hello.ServerName;
                    return ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificate = certificate });
                },
                state: null);
            _stream = secured;
            return name;
        }

        public void Dispose() => Socket.Dispose();
    }
}
