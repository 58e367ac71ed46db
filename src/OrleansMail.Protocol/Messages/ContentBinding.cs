namespace OrleansMail.Messages;

/// <summary>A template matched with columns: turns one row of values into one content. Thread-safe.</summary>
public sealed class ContentBinding
{
    private readonly ContentTemplate _template;
    private readonly int[] _columns;

    internal ContentBinding(ContentTemplate template, int[] columns) => (_template, _columns) = (template, columns);

    internal ContentTemplate Template => _template;

    /// <summary>For each field of the template, the column that serves it.</summary>
    internal IReadOnlyList<int> Columns => _columns;

    /// <summary>Merges one row. A value that is blank, or missing because the row is short, counts as empty.</summary>
    public MergeResult Merge(IReadOnlyList<string> values) => Read(Context(values));

    /// <summary>The same by Liquid alone, which judges every row that is odd.</summary>
    internal MergeResult Judge(IReadOnlyList<string> values) => Read(new MergeContext(Row(values)) { IsJudged = true });

    internal MergeContext Context(IReadOnlyList<string> values) => new(Row(values));

    private MergeResult Read(MergeContext row)
    {
        foreach (var (field, value) in row.Values)
        {
            if (LineEnds.HasControl(value))
            {
                row.Add(new MergeError(field, "The value holds a control character."));
            }
        }

        var subject = HeaderText.OneLine(_template.SubjectTemplate.Render("Subject", row, isHtml: false));
        if (subject.Length == 0)
        {
            row.Add(new MergeError("Subject", "The subject is empty after the merge."));
        }

        var slots = _template.Skeleton.Slots;
        var texts = new MergedText[slots.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = slots[i].Source.Merge(slots[i].IsHtml ? "text/html" : "text/plain", row, slots[i].IsHtml);
        }

        var headers = new List<MergedHeader>();
        foreach (var header in _template.HeaderTemplates)
        {
            if (header.Render(row) is { } value)
            {
                headers.Add(new MergedHeader(header.Name, value));
            }
        }

        var unsubscribe = Unsubscribe(row);
        return row.Errors.Count > 0
            ? new MergeResult(null, row.Errors)
            : new MergeResult(
                new MergedContent(_template.Skeleton, subject, texts, headers)
                {
                    UnsubscribeUrl = unsubscribe.Url,
                    UnsubscribeMailto = unsubscribe.Mailto,
                },
                []);
    }

    private (string? Url, string? Mailto) Unsubscribe(MergeContext row)
    {
        var unsubscribe = _template.UnsubscribeTemplate?.Render("List-Unsubscribe", row, isHtml: false);
        var url = UnsubscribeField.Link(unsubscribe).ToString();
        var mailto = UnsubscribeField.Address(unsubscribe).ToString();
        if (HeaderUrl.IsTooLong(url) || HeaderUrl.IsTooLong(mailto))
        {
            row.Add(new MergeError("List-Unsubscribe", "The merged URL is too long for a header."));
        }

        return (url.Length == 0 ? null : url, mailto.Length == 0 ? null : mailto);
    }

    private Dictionary<string, string> Row(IReadOnlyList<string> values)
    {
        var row = new Dictionary<string, string>(_columns.Length, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _columns.Length; i++)
        {
            row.Add(
                _template.Fields[i],
                _columns[i] < values.Count ? LineEnds.ToLf(values[_columns[i]]) : string.Empty);
        }

        return row;
    }
}
