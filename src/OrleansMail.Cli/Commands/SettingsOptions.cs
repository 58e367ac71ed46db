using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Guard;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>The options that make a campaign's or a stream's content and settings.</summary>
internal sealed class SettingsOptions
{
    /// <summary>What one message may be (25 MiB); the silo refuses more, so it is not sent there.</summary>
    private const long MaxContentBytes = 25 * 1024 * 1024;

    private static readonly TimeSpan DefaultHold = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DefaultCanaryPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DefaultTimeToLive = TimeSpan.FromHours(72);

    private readonly bool _isStream;
    private readonly Option<string> _from = Inputs.Text(
        "--from", "AUTHOR", "The author as \"Name <address>\"; its domain is the sending domain", required: true);

    private readonly Option<FileInfo> _content = Inputs.File(
        "--content", "The message: any .eml, with Liquid merge fields");

    private readonly Option<string> _inDoubt;
    private readonly Option<TimeSpan?> _hold;
    private readonly Option<TimeSpan?> _timeToLive = Duration.Option(
        "--ttl", "How long a deferred recipient is tried", "72h");

    private readonly Option<int?> _canary = new("--canary")
    {
        HelpName = "N",
        Description = "So many recipients first; then a look at what came of them. By default 0, for all at once",
    };

    private readonly Option<TimeSpan?> _canaryPause = Duration.Option(
        "--canary-pause", "The pause after the first recipients", "10m");

    private readonly Option<DateTimeOffset?> _sendAt = Instant.OptionWithOffset(
        "--send-at", "The first mail leaves not before this, although the campaign is started; at most 90 days ahead");

    private readonly Option<string> _unsubscribeUrl = Inputs.Text(
        "--unsubscribe-url", "URL", "HTTPS address for one-click unsubscribe, with {token} in it");

    private readonly Option<string> _unsubscribeMailto = Inputs.Text(
        "--unsubscribe-mailto", "ADDRESS", "Address for unsubscribe mails");

    private readonly Option<string?> _class = new("--class")
    {
        HelpName = "marketing|notice|transactional",
        Description = "What the mail is for; of advertising the check demands what the law does",
    };

    private readonly Option<string> _returnPath = Inputs.Text(
        "--return-path", "ADDRESS", "Envelope sender, by default the address in --from");

    public SettingsOptions(bool isStream)
    {
        _isStream = isStream;
        _inDoubt = new Option<string>("--in-doubt")
        {
            HelpName = "hold|resend",
            Description = "What happens to a recipient when nobody can know whether the mail arrived",
            DefaultValueFactory = _ => isStream ? "resend" : "hold",
        };
        _inDoubt.AcceptOnlyFromAmong("hold", "resend");
        _class.AcceptOnlyFromAmong("marketing", "notice", "transactional");
        _hold = Duration.Option("--hold", "The undo window after start", isStream ? "0s" : "10s");
    }

    public IEnumerable<Symbol> Symbols =>
    [
        _from, _content, _inDoubt, _hold, _timeToLive, _class, _unsubscribeUrl, _unsubscribeMailto, _returnPath,
        .. _isStream ? Array.Empty<Symbol>() : [_canary, _canaryPause, _sendAt],
    ];

    /// <summary>Writes the draft; null means that the failure has been told.</summary>
    public async Task<CampaignStatus?> DraftAsync(CommandContext context, string id, CancellationToken cancellation)
    {
        var file = context.Get(_content);
        if (file.Length > MaxContentBytes)
        {
            context.Output.Fail("too-large", $"{file.Name} is larger than 25 MiB", "content");
            return null;
        }

        var content = await File.ReadAllBytesAsync(file.FullName, cancellation);
        var campaign = context.Campaign(id);
        var settings = SettingsFrom(context);
        var answer = await Repeat.OnTimeoutAsync(() => campaign.DraftAsync(settings, content));
        if (answer.Refusal is { } refusal)
        {
            context.Output.Refuse(refusal);
            return null;
        }

        return answer.Status;
    }

    private CampaignSettings SettingsFrom(CommandContext context) => new(
        context.Get(_from),
        context.Get(_inDoubt) == "resend" ? InDoubt.Resend : InDoubt.Hold,
        _isStream,
        context.Get(_hold) ?? (_isStream ? TimeSpan.Zero : DefaultHold),
        context.Get(_timeToLive) ?? DefaultTimeToLive,
        context.Get(_unsubscribeUrl),
        context.Get(_unsubscribeMailto),
        context.Get(_returnPath),
        ClassOf(context.Get(_class)))
    {
        CanaryFirst = _isStream ? 0 : context.Get(_canary) ?? 0,
        CanaryPause = (_isStream ? null : context.Get(_canaryPause)) ?? DefaultCanaryPause,
        SendAt = _isStream ? null : context.Get(_sendAt),
    };

    private static MailClass ClassOf(string? name) => name switch
    {
        "marketing" => MailClass.Marketing,
        "notice" => MailClass.Notice,
        "transactional" => MailClass.Transactional,
        _ => MailClass.Unstated,
    };
}
