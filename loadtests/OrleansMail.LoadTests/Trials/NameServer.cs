using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansMail.Trials;

/// <summary>A real nsd on a loopback port with one zone, the root: each domain has an MX of its own.</summary>
internal sealed class NameServer : IAsyncDisposable
{
    private const string Daemon = "/usr/sbin/nsd";
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ReadyBound = TimeSpan.FromSeconds(30);

    /// <summary>Asks for the SOA of the root (RFC 1035 §4.1).</summary>
    private static readonly byte[] Question = [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 1];

    private readonly LongProcess _process;

    private NameServer(LongProcess process, string endpoint) => (_process, Endpoint) = (process, endpoint);

    /// <summary>Address and port to ask.</summary>
    public string Endpoint { get; }

    public static bool IsInstalled => File.Exists(Daemon);

    /// <param name="domains">Each domain and the address of its only host, <c>mx.DOMAIN</c>.</param>
    public static async Task<NameServer> StartAsync(
        string folder, IEnumerable<(string Domain, string Address)> domains, CancellationToken cancellation)
    {
        if (!IsInstalled)
        {
            throw new TrialException("nsd is not there; Debian's package nsd has it. With one site no DNS is needed.");
        }

        await WriteZoneAsync(Path.Combine(folder, "root.zone"), domains);
        var port = FreePort.Udp();
        var configuration = Path.Combine(folder, "nsd.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, port), cancellation);
        var start = new ProcessStartInfo(Daemon, ["-d", "-c", configuration])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new NameServer(
            LongProcess.Start(start, Path.Combine(folder, "nsd.out")),
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"));
        await server.ReadyAsync(port, cancellation);
        return server;
    }

    /// <summary>SIGINT lets it end the servers that it started.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync();
        await _process.DisposeAsync();
    }

    private static string Configuration(string folder, int port) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        server:
          ip-address: 127.0.0.1@{port}
          server-count: 1
          username: ""
          zonesdir: "{folder}"
          database: ""
          pidfile: "{folder}/nsd.pid"
          xfrdfile: "{folder}/nsd.xfrd"
          zonelistfile: "{folder}/nsd.zones"
          logfile: "{folder}/nsd.log"
          rrl-ratelimit: 0
        remote-control:
          control-enable: no
        zone:
          name: "."
          zonefile: "root.zone"

        """);

    private static async Task WriteZoneAsync(string path, IEnumerable<(string Domain, string Address)> domains)
    {
        await using var zone = new StreamWriter(path) { NewLine = "\n" };
        await zone.WriteLineAsync("$TTL 3600\n. SOA ns.invalid. nobody.invalid. 1 3600 600 86400 60\n. NS ns.invalid.");
        await zone.WriteLineAsync("ns.invalid. A 127.0.0.1");
        foreach (var (domain, address) in domains)
        {
            await zone.WriteLineAsync($"{domain}. MX 10 mx.{domain}.\nmx.{domain}. A {address}");
        }
    }

    private async Task ReadyAsync(int port, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(ReadyBound);
        using var socket = new UdpClient();
        socket.Connect(IPAddress.Loopback, port);
        while (!await AnswersAsync(socket, bound.Token))
        {
            if (_process.HasExited)
            {
                throw new TrialException("nsd ended by itself; nsd.log of the trial's folder says why.");
            }

            await Task.Delay(Wait, TimeProvider.System, bound.Token);
        }
    }

    private static async Task<bool> AnswersAsync(UdpClient socket, CancellationToken cancellation)
    {
        try
        {
            await socket.SendAsync(Question, cancellation);
            await socket.ReceiveAsync(cancellation).AsTask().WaitAsync(Wait, TimeProvider.System, cancellation);
            return true;
        }
        catch (Exception fault) when (fault is SocketException or TimeoutException)
        {
            return false;
        }
    }
}
