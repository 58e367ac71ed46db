using System.CommandLine;
using OrleansMail.Shapes;
using OrleansMail.Trials;

namespace OrleansMail.Replay;

/// <summary>The options of <c>replay</c>.</summary>
internal sealed class ReplayInputs
{
    private const int DefaultRecipients = 10_000;

    private readonly ShapeInputs _shape = new(DefaultRecipients);
    private readonly Option<FileInfo> _content = GivenFile("--content", "An .eml instead of one of the shape");
    private readonly Option<FileInfo> _audience = GivenFile(
        "--audience", "A CSV in UTF-8 with a column address instead of one of the shape");

    private readonly Option<int> _runs = TrialInputs.Number("--runs", "Runs; tables show medians", 3);
    private readonly Option<string> _sink = TrialInputs.Choice(
        "--sink", "The engine's own sink or Postfix's smtp-sink", "own", "smtp-sink");

    private readonly Option<int> _latency = TrialInputs.Number(
        "--latency", "Milliseconds that the own sink holds back its replies", 0);

    private readonly Option<double> _defer = TrialInputs.Share(
        "--defer-share", "Share of the sites that answer 451 to the first try of each recipient");

    private readonly Option<double> _slow = TrialInputs.Share(
        "--slow-share", "Share of the sites that take 2 s for a reply");

    private readonly Option<double> _dead = TrialInputs.Share(
        "--dead-share", "Share of the sites that close each connection; such mail is cancelled at the end");

    private readonly Option<string> _tls = TrialInputs.Choice("--tls", "The own sink offers STARTTLS", "off", "on");
    private readonly Option<int> _campaigns = TrialInputs.Number("--campaigns", "Campaigns at once", 1);
    private readonly Option<double?> _pauseAt = new("--pause-at")
    {
        Description = "Pause everything once at this share of the mails, from 0 to 1, and resume it",
    };

    private readonly Option<string> _pauseBy = TrialInputs.Choice(
        "--pause-by", "The command of --pause-at: `campaign pause`, or `stop` of the target", "pause", "campaign", "domain", "everything");

    private readonly Option<string[]> _settings = TrialInputs.SiloSettings();
    private readonly Option<int> _rsaSeconds = TrialInputs.Number(
        "--rsa-seconds", "How long `openssl speed` takes for each operation before each run", 3);

    private readonly Option<FileInfo> _program = TrialInputs.Program();

    public Option<string> Report { get; } = TrialInputs.Report("replay.html");

    public Option<bool> Keep { get; } = TrialInputs.Keep();

    public Option[] Symbols =>
    [
        .. _shape.Symbols, _content, _audience, _runs, _sink, _latency, _defer, _slow, _dead, _tls, _campaigns,
        _pauseAt, _pauseBy, _settings, _rsaSeconds, _program, Report, Keep,
    ];

    public ReplayOptions Read(ParseResult parsed) => new(
        _shape.Read(parsed),
        parsed.GetValue(_content)?.FullName,
        parsed.GetValue(_audience)?.FullName,
        parsed.GetValue(_runs),
        new ReceiverOptions(
            parsed.GetValue(_sink) == "smtp-sink",
            TimeSpan.FromMilliseconds(parsed.GetValue(_latency)),
            parsed.GetValue(_defer),
            parsed.GetValue(_slow),
            parsed.GetValue(_dead),
            parsed.GetValue(_tls) == "on"),
        parsed.GetValue(_campaigns),
        parsed.GetValue(_pauseAt),
        parsed.GetValue(_settings)!,
        parsed.GetValue(_program)!.FullName,
        parsed.GetValue(_rsaSeconds))
    {
        PauseBy = Enum.Parse<HaltBy>(parsed.GetValue(_pauseBy)!, ignoreCase: true),
    };

    private static Option<FileInfo> GivenFile(string name, string description) =>
        new Option<FileInfo>(name) { Description = description, HelpName = "FILE" }.AcceptExistingOnly();
}
