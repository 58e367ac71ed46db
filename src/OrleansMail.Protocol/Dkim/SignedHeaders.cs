namespace OrleansMail.Dkim;

/// <summary>Which header fields a signature covers (RFC 6376 §5.4.1), and which it forbids to add (§5.4.2).</summary>
internal static class SignedHeaders
{
    /// <summary>Signed wherever they occur, lower case, in the order of <c>h=</c>.</summary>
    public static readonly string[] WhenPresent =
    [
        "from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references",
        "mime-version", "content-type", "content-transfer-encoding", "list-id", "list-help", "list-unsubscribe",
        "list-unsubscribe-post", "feedback-id", "auto-submitted",
    ];

    /// <summary>Named once more than they occur: a second one breaks it (RFC 6376 §8.15, RFC 8058 §4).</summary>
    public static readonly string[] Oversigned =
    [
        "from", "to", "cc", "subject", "date", "reply-to", "message-id", "content-type", "mime-version",
        "list-unsubscribe", "list-unsubscribe-post",
    ];

    /// <summary>The names for <c>h=</c>, lower case, in order.</summary>
    public static IReadOnlyList<string> NamesFor(HeaderFields fields)
    {
        var names = new List<string>();
        foreach (var name in WhenPresent)
        {
            names.AddRange(fields.All.Where(field => field.Name == name).Select(field => field.Name));
        }

        names.AddRange(Oversigned);
        return names;
    }

    /// <summary>The fields that names mean: from the bottom up; an absent one means nothing (RFC 6376 §5.4.2).</summary>
    public static IEnumerable<Range> Select(HeaderFields fields, IReadOnlyList<string> names)
    {
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var last = left.GetValueOrDefault(name, fields.All.Count) - 1;
            while (last >= 0 && fields.All[last].Name != name)
            {
                last--;
            }

            left[name] = Math.Max(last, 0);
            if (last >= 0)
            {
                yield return fields.All[last].Octets;
            }
        }
    }
}
