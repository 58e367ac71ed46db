namespace OrleansMail.Guard;

/// <summary>What the guard must know about a campaign as a whole.</summary>
/// <param name="Subject">The template's subject, merge fields unresolved.</param>
/// <param name="Text">The template's plain text, empty for none.</param>
/// <param name="Html">The template's HTML, empty for none.</param>
/// <param name="Headers">Values of the other template headers that may hold merge fields.</param>
/// <param name="Attachments">File names; inline images are not among them.</param>
/// <param name="ToCount">Addresses in the template's own To.</param>
/// <param name="Columns">Merge fields in the order of a row's values; the address is not among them.</param>
/// <param name="FromDomain">Domain of the header From.</param>
/// <param name="SameDuplicates">Rows left out because address and values were there already.</param>
/// <param name="OtherDuplicates">Rows left out whose address was there with other values.</param>
/// <param name="AudienceSize">Rows that will be checked.</param>
public sealed record GuardCampaign(
    string Subject,
    string Text,
    string Html,
    IReadOnlyList<string> Headers,
    IReadOnlyList<string> Attachments,
    int ToCount,
    int CcCount,
    IReadOnlyList<string> Columns,
    bool UnsubscribeConfigured,
    bool IsStream,
    string FromDomain,
    long SameDuplicates,
    long OtherDuplicates,
    long AudienceSize)
{
    /// <summary>What the mail is for. Default: nobody has said it.</summary>
    public MailClass Class { get; init; }

    /// <summary>Display name of the header From, empty for none.</summary>
    public string FromName { get; init; } = "";

    /// <summary>Address of the header From; empty if it is not known.</summary>
    public string FromAddress { get; init; } = "";

    /// <summary>The template's Reply-To, null for none.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>When the guard runs.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>When sending is to begin; null when a person will start it.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>When the audience was imported; null if it is not known.</summary>
    public DateTimeOffset? ImportedAt { get; init; }

    /// <summary>SHA-256 of the template, lower-case hex.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>Hash of the audience's rows as a text; the same for the same rows.</summary>
    public string AudienceHash { get; init; } = "";

    /// <summary>The attachments' names with what was found in them.</summary>
    public IReadOnlyList<AttachmentFacts> Files { get; init; } = [];

    /// <summary>Earlier campaigns of the same sending domain, the newest last.</summary>
    public IReadOnlyList<GuardMemory> History { get; init; } = [];

    public GuardOptions Options { get; init; } = new();

    /// <summary>Secret that the sketch's hashes of values are keyed with; the same for all campaigns.</summary>
    public ReadOnlyMemory<byte> SketchKey { get; init; }

    /// <summary>All of the template that a recipient may read.</summary>
    public IEnumerable<string> Sources => Headers.Prepend(Html).Prepend(Text).Prepend(Subject);

    /// <summary>When the first mail leaves, as far as it is known: one whose time is past begins at once.</summary>
    public DateTimeOffset Begins => SendAt > Now ? SendAt.Value : Now;

    /// <summary>The day on which the first mail leaves, in the recipients' time.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Begins.ToOffset(Options.UtcOffset).DateTime);
}
