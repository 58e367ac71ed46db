using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using OrleansMail.Trials;

namespace OrleansMail.Replay;

/// <summary>The sinks of a trial: one process that tells sites by their addresses, or one for each behaviour.</summary>
internal sealed class Receivers : IAsyncDisposable
{
    /// <summary>One message in so many is kept, and its signature verified with dkimpy.</summary>
    public const int StoreEvery = 1_000;

    private const int AddressesOfOctet = 256;
    private static readonly TimeSpan PortBound = TimeSpan.FromSeconds(10);

    private readonly Dictionary<SiteRole, (LongProcess Process, int Port)> _sinks = [];
    private readonly MailProgram _program;
    private readonly ReceiverOptions _options;
    private readonly bool _canStoreEvery;

    private Receivers(MailProgram program, ReceiverOptions options, string help)
    {
        (_program, _options) = (program, options);
        _canStoreEvery = help.Contains("--store-every", StringComparison.Ordinal);
        IsOne = !options.IsSmtpSink && help.Contains("--all-loopback", StringComparison.Ordinal);
    }

    /// <summary>One sink on all of 127.0.0.0/8, whose rules look at the address that the client chose.</summary>
    public bool IsOne { get; }

    /// <summary>The logs of what was accepted, one for each own sink that accepts mail.</summary>
    public IReadOnlyList<string> AcceptedLogs => [.. _sinks.Keys.Where(HasLog).Select(LogOf)];

    /// <summary>The sink of the fast sites.</summary>
    public LongProcess Fast => _sinks[SiteRole.Fast].Process;

    /// <summary>The port of the fast sites.</summary>
    public int Port => _sinks[SiteRole.Fast].Port;

    /// <summary>The folder of kept messages; null if this sink keeps none.</summary>
    public string? Stored => _canStoreEvery && !_options.IsSmtpSink ? Path.Combine(_program.Folder, "stored") : null;

    public static async Task<Receivers> StartAsync(
        MailProgram program, ReceiverOptions options, IEnumerable<SiteRole> roles)
    {
        var receivers = new Receivers(program, options, await program.HelpAsync("sink"));
        var wanted = roles.Append(SiteRole.Fast).Distinct().ToList();
        try
        {
            foreach (var role in receivers.IsOne ? [SiteRole.Fast] : wanted)
            {
                await receivers.StartAsync(role, receivers.IsOne ? wanted : [role]);
            }
        }
        catch
        {
            await receivers.DisposeAsync();
            throw;
        }

        return receivers;
    }

    /// <summary>The address of a site's host; sites of one behaviour share 127.N.0.0/16 if one sink serves all.</summary>
    public string AddressOf(SiteRole role, int index) => IsOne
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"127.{Network(role)}.{index / AddressesOfOctet % AddressesOfOctet}.{index % AddressesOfOctet}")
        : "127.0.0.1";

    /// <summary>Where the sites of a behaviour are if the DNS cannot lead there; null if it can.</summary>
    public string? RouteOf(SiteRole role) => IsOne || role == SiteRole.Fast
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_sinks[role].Port}");

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

    private static int Network(SiteRole role) => 1 + (int)role;

    private bool HasLog(SiteRole role) =>
        role is not (SiteRole.Dead or SiteRole.Hanging) && (role != SiteRole.Fast || !_options.IsSmtpSink);

    private async Task StartAsync(SiteRole role, IReadOnlyList<SiteRole> behaviours)
    {
        if (role == SiteRole.Fast && _options.IsSmtpSink)
        {
            _sinks[role] = await StartSmtpSinkAsync();
            return;
        }

        var sink = _program.Start($"sink-{role}.log", await ArgumentsAsync(role, behaviours));
        var listening = JsonSerializer.Deserialize<JsonElement>(await sink.FirstLineAsync());
        var endpoint = listening.GetProperty("endpoint").GetString()!;
        var port = endpoint[(endpoint.LastIndexOf(':') + 1)..];
        _sinks[role] = (sink, int.Parse(port, CultureInfo.InvariantCulture));
    }

    private async Task<string[]> ArgumentsAsync(SiteRole role, IReadOnlyList<SiteRole> behaviours)
    {
        List<string> arguments =
        [
            "sink", "--port", "0", "--json", "--starttls", _options.Tls ? "true" : "false",
            "--latency", string.Create(CultureInfo.InvariantCulture, $"{_options.Latency.TotalMilliseconds}ms"),
        ];
        if (IsOne)
        {
            arguments.Add("--all-loopback");
        }

        if (HasLog(role))
        {
            arguments.AddRange(["--accepted", LogOf(role)]);
        }

        if (role == SiteRole.Fast && Stored is { } folder)
        {
            arguments.AddRange(
                ["--store", folder, "--store-every", StoreEvery.ToString(CultureInfo.InvariantCulture)]);
        }

        var rules = behaviours.SelectMany(RulesOf).ToList();
        if (rules.Count > 0)
        {
            var script = Path.Combine(_program.Folder, $"script-{role}.json");
            await File.WriteAllTextAsync(script, JsonSerializer.Serialize(new { rules }));
            arguments.AddRange(["--script", script]);
        }

        return [.. arguments];
    }

    private IEnumerable<Dictionary<string, object>> RulesOf(SiteRole role)
    {
        const int SlowMilliseconds = 2_000;
        string[] stages = ["connect", "ehlo", "mail", "rcpt", "data", "final-dot"];
        return role switch
        {
            SiteRole.Slow => stages.Select(stage => Rule(role, stage, ("delayMs", SlowMilliseconds))),
            SiteRole.Deferring => [Rule(role, "rcpt", ("attempt", 1), ("reply", "451 4.7.1 Try again later"))],
            SiteRole.Dead => [Rule(role, "connect", ("action", "drop"))],
            SiteRole.Hanging => [Rule(role, "connect", ("action", "silence"))],
            SiteRole.Fast => [],
        };
    }

    private Dictionary<string, object> Rule(SiteRole role, string stage, params (string Name, object Value)[] more)
    {
        var rule = new Dictionary<string, object>(StringComparer.Ordinal) { ["stage"] = stage };
        if (IsOne)
        {
            rule["address"] = string.Create(CultureInfo.InvariantCulture, $"127.{Network(role)}.*");
        }

        foreach (var (name, value) in more)
        {
            rule[name] = value;
        }

        return rule;
    }

    private string LogOf(SiteRole role) => Path.Combine(_program.Folder, $"accepted-{role}.log");

    /// <summary>It says nothing when it listens, so its port is asked.</summary>
    private async Task<(LongProcess Process, int Port)> StartSmtpSinkAsync()
    {
        var port = FreePort.Tcp();
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

        return (process, port);
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
