using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>Everything of a campaign that is neither content nor audience. Part of the approved hash.</summary>
/// <param name="From">The author as <c>Name &lt;address&gt;</c>; its domain is the sending domain.</param>
/// <param name="InDoubt">What happens to recipients in doubt.</param>
/// <param name="IsStream">An endless campaign: recipients are appended one by one.</param>
/// <param name="HoldFor">The undo window between start and the first mail. Default 10 s, 0 to 1 day.</param>
/// <param name="TimeToLive">How long a deferred recipient is tried. Default 72 hours, 1 minute to 5 days.</param>
/// <param name="UnsubscribeUrl">HTTPS address for RFC 8058 with <c>{token}</c> in it, or null.</param>
/// <param name="UnsubscribeMailto">Address for List-Unsubscribe by mail, or null.</param>
/// <param name="ReturnPath">Envelope sender (RFC 5321 §4.1.1.2); null means the address in From.</param>
/// <param name="Class">What the mail is for; the guard demands of advertising what the law does.</param>
[GenerateSerializer, Immutable, Alias("mail.CampaignSettings")]
public sealed record CampaignSettings(
    [property: Id(0)] string From,
    [property: Id(1)] InDoubt InDoubt,
    [property: Id(2)] bool IsStream,
    [property: Id(3)] TimeSpan HoldFor,
    [property: Id(4)] TimeSpan TimeToLive,
    [property: Id(5)] string? UnsubscribeUrl,
    [property: Id(6)] string? UnsubscribeMailto,
    [property: Id(7)] string? ReturnPath,
    [property: Id(8)] MailClass Class = MailClass.Unstated)
{
    /// <summary>
    /// So many recipients get the mail first; then the campaign pauses and looks at what came of it. Default 0 for nobody,
    /// up to 10,000.
    /// </summary>
    [Id(12)]
    public int CanaryFirst { get; init; }

    /// <summary>How long it pauses then. Default 10 minutes, 0 to 1 day.</summary>
    [Id(13)]
    public TimeSpan CanaryPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The first mail leaves not before this, although a person has started the campaign. Default null for as soon as it is
    /// started, up to 90 days ahead; one that is past says nothing.
    /// </summary>
    [Id(14)]
    public DateTimeOffset? SendAt { get; init; }
}
