using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansMail;

/// <summary>A proxy program of Debian on a port of 127.0.0.1, with its settings in a folder that goes with it.</summary>
public sealed class RealProxy : IAsyncDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    private RealProxy(int port) => Port = port;

    public int Port { get; }

    /// <summary>microsocks: SOCKS5 with one address, which it does not tell.</summary>
    /// <param name="egress">The address that it connects from.</param>
    /// <param name="user">Who may use it; null for anybody.</param>
    /// <param name="password">Of that user.</param>
    /// <param name="port">The port to listen on; 0 for a free one.</param>
    public static async Task<RealProxy> MicrosocksAsync(string egress, string? user = null, string? password = null, int port = 0)
    {
        await DebianPackages.Need("microsocks");
        var proxy = new RealProxy(port == 0 ? FreePort.Tcp() : port);
        string[] login = user is null ? [] : ["-u", user, "-P", password!];
        await proxy.StartAsync("microsocks", ["-i", "127.0.0.1", "-p", proxy.PortText, "-b", egress, .. login]);
        return proxy;
    }

    /// <summary>Dante: SOCKS5 that tells the address it connects from, and has rules.</summary>
    /// <param name="egress">The address that it connects from.</param>
    /// <param name="denied">An address that it does not connect to.</param>
    public static async Task<RealProxy> DanteAsync(string egress, string denied = "127.0.9.9")
    {
        await DebianPackages.Need("dante-server");
        var proxy = new RealProxy(FreePort.Tcp());
        var settings = proxy._folder.File("danted.conf");
        await File.WriteAllTextAsync(settings, $$"""
            logoutput: {{proxy._folder.File("danted.log")}}
            internal: 127.0.0.1 port = {{proxy.PortText}}
            external: {{egress}}
            socksmethod: none
            clientmethod: none
            user.privileged: root
            user.unprivileged: nobody
            client pass { from: 127.0.0.1/32 to: 0.0.0.0/0 }
            socks block { from: 127.0.0.1/32 to: {{denied}}/32 }
            socks pass { from: 127.0.0.1/32 to: 127.0.0.0/8 command: connect }
            """);
        await proxy.StartAsync("danted", ["-f", settings]);
        return proxy;
    }

    /// <summary>HAProxy: connects to whom the PROXY header names, from where it says.</summary>
    public static async Task<RealProxy> HaproxyAsync()
    {
        await DebianPackages.Need("haproxy");
        var proxy = new RealProxy(FreePort.Tcp());
        var settings = proxy._folder.File("haproxy.cfg");
        await File.WriteAllTextAsync(settings, $$"""
            defaults
              mode tcp
              timeout connect 5s
              timeout client 1m
              timeout server 1m
            listen egress
              bind 127.0.0.1:{{proxy.PortText}} accept-proxy
              tcp-request connection reject unless { src 127.0.0.1 }
              server host 0.0.0.0 source 0.0.0.0 usesrc clientip

            """);
        await proxy.StartAsync("haproxy", ["-db", "-f", settings]);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Dispose();
    }

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    private async Task StartAsync(string program, string[] arguments)
    {
        // Debian keeps servers where only root looks.
        var path = File.Exists($"/usr/sbin/{program}") ? $"/usr/sbin/{program}" : program;
        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false, WorkingDirectory = _folder.Path };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var patience = new CancellationTokenSource(StartBound, TimeProvider.System);
        while (!await ListensAsync(patience.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{program} ended at once with {_process.ExitCode}.");
            }

            await Task.Delay(Poll, TimeProvider.System, patience.Token);
        }
    }

    private async Task<bool> ListensAsync(CancellationToken patience)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), patience);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
