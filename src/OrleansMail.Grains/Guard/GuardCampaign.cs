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
    /// <summary>All of the template that a recipient may read.</summary>
    public IEnumerable<string> Sources => Headers.Prepend(Html).Prepend(Text).Prepend(Subject);
}
