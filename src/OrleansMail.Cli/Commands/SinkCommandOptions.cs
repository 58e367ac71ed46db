using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OrleansMail.Sink;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>The options of <c>sink</c>.</summary>
internal sealed class SinkCommandOptions
{
    // Connections at a time: a sink that stands for many hosts is talked to by as many.
    private const int OneHost = 1_000;
    private const int ManyHosts = 10_000;

    private readonly Option<int> _port = new("--port")
    {
        HelpName = "P",
        Description = "The port; 0 takes a free one",
        DefaultValueFactory = _ => 2525,
    };

    private readonly Option<bool> _allLoopback = new("--all-loopback")
    {
        Description = "Listen on every address of 127.0.0.0/8, as many hosts would",
    };

    private readonly Option<FileInfo> _script = Inputs.File("--script", "Replies by rule, as JSON", required: false);
    private readonly Option<TimeSpan?> _latency = Duration.Option(
        "--latency", "How long each group of replies is held back", "0s");

    private readonly Option<bool> _startTls = new("--starttls")
    {
        HelpName = "true|false",
        Description = "Offer STARTTLS with a self-signed certificate",
        DefaultValueFactory = _ => true,
    };

    private readonly Option<string> _store = Inputs.Text(
        "--store", "DIR", "Keep the first 10,000 messages in a folder");

    private readonly Option<int> _storeEvery = new("--store-every")
    {
        HelpName = "N",
        Description = "With --store: keep each N-th message only",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string> _accepted = Inputs.Text(
        "--accepted", "FILE", "List each accepted recipient with its Message-ID, the time and the client's address");

    public SinkCommandOptions()
    {
        _port.Validators.Add(result =>
        {
            if (Number(result) is (< 0 or > 65_535) and var port)
            {
                result.AddError($"--port {port} is no port; use 0 to 65535.");
            }
        });
        _storeEvery.Validators.Add(result =>
        {
            if (Number(result) is (< 1) and var every)
            {
                result.AddError($"--store-every {every} is not possible; use 1 or more.");
            }
            else if (Number(result) is not null && result.GetResult(_store) is null)
            {
                result.AddError("--store-every needs --store.");
            }
        });
    }

    public Symbol[] Symbols => [_port, _allLoopback, _script, _latency, _startTls, _store, _storeEvery, _accepted];

    public bool TryRead(
        CommandContext context, [NotNullWhen(true)] out SinkOptions? options, [NotNullWhen(false)] out string? fault)
    {
        var script = SinkScript.Empty;
        fault = null;
        options = null;
        if (context.Get(_script) is { } file
            && !SinkScript.TryParse(File.ReadAllText(file.FullName), out script, out fault))
        {
            fault = $"{file.Name}: {fault}";
            return false;
        }

        options = new SinkOptions
        {
            Port = context.Get(_port),
            AllLoopback = context.Get(_allLoopback),
            MaxConnections = context.Get(_allLoopback) ? ManyHosts : OneHost,
            Script = script,
            Latency = context.Get(_latency) ?? TimeSpan.Zero,
            Extensions = context.Get(_startTls) ? SinkExtensions.All : SinkExtensions.All & ~SinkExtensions.StartTls,
            Store = context.Get(_store) is { } folder ? Keep(folder, context.Get(_storeEvery)) : null,
            AcceptedLogPath = context.Get(_accepted),
        };
        return true;
    }

    private static SinkStoreOptions Keep(string folder, int every) => new() { Folder = folder, Every = every };

    private static int? Number(OptionResult result) =>
        result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
