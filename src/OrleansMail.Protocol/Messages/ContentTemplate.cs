using OrleansMail.Addresses;

namespace OrleansMail.Messages;

/// <summary>
/// A mail's content, compiled from one RFC 5322 file: Liquid merge fields in the subject, the text/plain and text/html
/// bodies and the kept headers; everything else encoded once and shared by all recipients. Immutable, thread-safe.
/// </summary>
/// <remarks>
/// Of the file's headers From, To, Date, Message-ID, List-Unsubscribe(-Post), Feedback-ID and DKIM-Signature are the
/// engine's; Cc, Bcc, Sender, Resent-* and all trace fields are never sent (only counted).
/// </remarks>
public sealed class ContentTemplate
{
    internal ContentTemplate(
        MimeSkeleton skeleton,
        LiquidText subject,
        IReadOnlyList<HeaderTemplate> headers,
        LiquidText? unsubscribe,
        IReadOnlyList<ContentAttachment> attachments)
    {
        (Skeleton, SubjectTemplate, HeaderTemplates) = (skeleton, subject, headers);
        (UnsubscribeTemplate, Attachments) = (unsubscribe, attachments);
        Fields = [.. skeleton.Slots.Select(slot => slot.Source)
            .Concat(headers.Select(header => header.Source))
            .Append(subject)
            .Concat(unsubscribe is null ? [] : [unsubscribe])
            .SelectMany(text => text.Fields)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Merge fields that some part uses, sorted, as first written; case does not matter.</summary>
    public IReadOnlyList<string> Fields { get; }

    public string SubjectSource => SubjectTemplate.Source;

    /// <summary>All text/plain sources, joined by a newline; null when there is none.</summary>
    public string? TextSource => Skeleton.Join(Sources, isHtml: false)?.ToString();

    /// <summary>All text/html sources, joined by a newline; null when there is none.</summary>
    public string? HtmlSource => Skeleton.Join(Sources, isHtml: true)?.ToString();

    public IReadOnlyList<ContentAttachment> Attachments { get; }

    /// <summary>Names of the other headers that will be sent, in file order.</summary>
    public IReadOnlyList<string> Headers => [.. HeaderTemplates.Select(header => header.Name)];

    /// <summary>The same headers with their values as written, merge fields unresolved.</summary>
    public IReadOnlyList<MergedHeader> HeaderSources =>
        [.. HeaderTemplates.Select(header => new MergedHeader(header.Name, header.Source.Source))];

    /// <summary>The file's own List-Unsubscribe value, with its merge fields; null when there is none.</summary>
    public string? UnsubscribeSource => UnsubscribeTemplate?.Source;

    /// <summary>The file's From, for the caller to take or leave; null when there is none.</summary>
    public Sender? From { get; internal init; }

    /// <summary>Addresses in the file's To, which are not sent to.</summary>
    public int ToCount { get; internal init; }

    /// <summary>Addresses in the file's Cc, which are not sent to.</summary>
    public int CcCount { get; internal init; }

    /// <summary>Addresses in the file's Bcc, which are not sent to.</summary>
    public int BccCount { get; internal init; }

    /// <summary>Octets that every message has, whatever the row: attachments and structure, encoded.</summary>
    public long FixedBytes => Skeleton.FixedBytes;

    internal MimeSkeleton Skeleton { get; }

    internal LiquidText SubjectTemplate { get; }

    internal IReadOnlyList<HeaderTemplate> HeaderTemplates { get; }

    internal LiquidText? UnsubscribeTemplate { get; }

    private MergedText[] Sources => [.. Skeleton.Slots.Select(slot => new MergedText(slot.Source.Source))];

    /// <summary>Reads a content file; NUL is dropped and bare CR or LF becomes CRLF first.</summary>
    public static ContentCompilation Compile(ReadOnlyMemory<byte> eml) => ContentFile.Read(eml);

    /// <summary>Matches fields with a list of columns, once per list; case does not matter.</summary>
    public BindingResult Bind(IReadOnlyList<string> columns)
    {
        var errors = new List<MergeError>();
        var indices = new int[Fields.Count];
        for (var i = 0; i < indices.Length; i++)
        {
            var found = Enumerable.Range(0, columns.Count)
                .Where(c => columns[c].Equals(Fields[i], StringComparison.OrdinalIgnoreCase))
                .ToArray();
            indices[i] = found.FirstOrDefault(-1);
            if (found.Length != 1)
            {
                errors.Add(new MergeError(
                    Fields[i],
                    found.Length == 0 ? "No column has this name." : "Several columns have this name."));
            }
        }

        return new BindingResult(errors.Count == 0 ? new ContentBinding(this, indices) : null, errors);
    }

    /// <summary>Merges one row; for many rows with the same columns, <see cref="Bind"/> once instead.</summary>
    public MergeResult Merge(IReadOnlyList<string> columns, IReadOnlyList<string> values)
    {
        var bound = Bind(columns);
        return bound.Binding?.Merge(values) ?? new MergeResult(null, bound.Errors);
    }
}
