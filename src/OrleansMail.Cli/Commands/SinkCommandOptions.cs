using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OrleansMail.Sink;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>The options of <c>sink</c>.</summary>
internal sealed class SinkCommandOptions
{
    private readonly Option<int> _port = new("--port")
    {
        HelpName = "P",
        Description = "The port; 0 takes a free one",
        DefaultValueFactory = _ => 2525,
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

    private readonly Option<string> _accepted = Inputs.Text(
        "--accepted", "FILE", "List each accepted recipient with its Message-ID");

    public SinkCommandOptions() => _port.Validators.Add(result =>
    {
        if (result.Tokens is [var token]
            && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var port)
            && port is < 0 or > 65_535)
        {
            result.AddError($"--port {port} is no port; use 0 to 65535.");
        }
    });

    public Symbol[] Symbols => [_port, _script, _latency, _startTls, _store, _accepted];

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
            Script = script,
            Latency = context.Get(_latency) ?? TimeSpan.Zero,
            Extensions = context.Get(_startTls) ? SinkExtensions.All : SinkExtensions.All & ~SinkExtensions.StartTls,
            Store = context.Get(_store) is { } folder ? new SinkStoreOptions { Folder = folder } : null,
            AcceptedLogPath = context.Get(_accepted),
        };
        return true;
    }
}
