using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using OrleansMail.Trials;

namespace OrleansMail.Replay;

/// <summary>The sinks of a replay, one process for each behaviour that occurs.</summary>
internal sealed class Receivers : IAsyncDisposable
{
    /// <summary>One message in so many is kept, and its signature verified with dkimpy.</summary>
    public const int StoreEvery = 1_000;

    private static readonly TimeSpan PortBound = TimeSpan.FromSeconds(10);

    private readonly Dictionary<SiteRole, (LongProcess Process, string Endpoint)> _sinks = [];
    private readonly MailProgram _program;
    private readonly ReceiverOptions _options;
    private readonly bool _canStoreEvery;

    private Receivers(MailProgram program, ReceiverOptions options, bool canStoreEvery) =>
        (_program, _options, _canStoreEvery) = (program, options, canStoreEvery);

    /// <summary>The logs of what was accepted, one for each own sink that accepts mail.</summary>
    public IReadOnlyList<string> AcceptedLogs => [.. _sinks.Keys.Where(HasLog).Select(LogOf)];

    /// <summary>The sink of the fast sites.</summary>
    public LongProcess Fast => _sinks[SiteRole.Fast].Process;

    /// <summary>The folder of kept messages; null if this sink keeps none.</summary>
    public string? Stored => _canStoreEvery && !_options.IsSmtpSink ? Path.Combine(_program.Folder, "stored") : null;

    public static async Task<Receivers> StartAsync(
        MailProgram program, ReceiverOptions options, IEnumerable<SiteRole> roles)
    {
        var help = await program.HelpAsync("sink");
        var receivers = new Receivers(
            program, options, help.Contains("--store-every", StringComparison.Ordinal));
        foreach (var role in roles.Append(SiteRole.Fast).Distinct())
        {
            await receivers.StartAsync(role);
        }

        return receivers;
    }

    public string Endpoint(SiteRole role) => _sinks[role].Endpoint;

    /// <summary>Whether the sink of such sites says which recipients it accepted.</summary>
    public bool HasLog(SiteRole role) => role != SiteRole.Dead && (role != SiteRole.Fast || !_options.IsSmtpSink);

    /// <summary>Stops the own sink of the fast sites and returns its last counts; null if it is not the own one.</summary>
    public async Task<JsonElement?> CountsAsync()
    {
        if (_options.IsSmtpSink || await Fast.StopAsync() is not { } line)
        {
            return null;
        }

        return JsonSerializer.Deserialize<JsonElement>(line);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, _) in _sinks.Values)
        {
            await process.DisposeAsync();
        }
    }

    private async Task StartAsync(SiteRole role)
    {
        if (role == SiteRole.Fast && _options.IsSmtpSink)
        {
            _sinks[role] = await StartSmtpSinkAsync();
            return;
        }

        var sink = _program.Start(
            string.Create(CultureInfo.InvariantCulture, $"sink-{role}.log"), await ArgumentsAsync(role));
        var listening = JsonSerializer.Deserialize<JsonElement>(await sink.FirstLineAsync());
        _sinks[role] = (sink, listening.GetProperty("endpoint").GetString()!);
    }

    private async Task<string[]> ArgumentsAsync(SiteRole role)
    {
        var latency = role == SiteRole.Slow ? TimeSpan.FromSeconds(2) : _options.Latency;
        List<string> arguments =
        [
            "sink", "--port", "0", "--json", "--starttls", _options.Tls ? "true" : "false",
            "--latency", string.Create(CultureInfo.InvariantCulture, $"{latency.TotalMilliseconds}ms"),
        ];
        if (HasLog(role))
        {
            arguments.AddRange(["--accepted", LogOf(role)]);
        }

        if (role == SiteRole.Fast && Stored is { } folder)
        {
            arguments.AddRange(
                ["--store", folder, "--store-every", StoreEvery.ToString(CultureInfo.InvariantCulture)]);
        }

        if (RuleOf(role) is { } rule)
        {
            var script = Path.Combine(_program.Folder, $"script-{role}.json");
            await File.WriteAllTextAsync(script, $$"""{ "rules": [{{rule}}] }""");
            arguments.AddRange(["--script", script]);
        }

        return [.. arguments];
    }

    private static string? RuleOf(SiteRole role) => role switch
    {
        SiteRole.Deferring => """{ "stage": "rcpt", "attempt": 1, "reply": "451 4.7.1 Try again later" }""",
        SiteRole.Dead => """{ "stage": "connect", "action": "drop" }""",
        SiteRole.Fast or SiteRole.Slow => null,
    };

    private string LogOf(SiteRole role) => Path.Combine(_program.Folder, $"accepted-{role}.log");

    /// <summary>It says nothing when it listens, so its port is asked.</summary>
    private async Task<(LongProcess Process, string Endpoint)> StartSmtpSinkAsync()
    {
        var port = FreePort();
        var endpoint = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        var start = new ProcessStartInfo("/usr/sbin/smtp-sink", ["-u", "nobody", endpoint, "1000"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!File.Exists(start.FileName))
        {
            throw new TrialException("smtp-sink is not there; Debian's package postfix has it.");
        }

        var process = LongProcess.Start(start, Path.Combine(_program.Folder, "smtp-sink.log"));
        using var bound = new CancellationTokenSource(PortBound, TimeProvider.System);
        while (!await AnswersAsync(port, bound.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, bound.Token);
        }

        return (process, endpoint);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
