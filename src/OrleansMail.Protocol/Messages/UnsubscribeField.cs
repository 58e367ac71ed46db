namespace OrleansMail.Messages;

/// <summary>List-Unsubscribe (RFC 2369 §3.2), and List-Unsubscribe-Post beside an https URL (RFC 8058 §3.1).</summary>
internal static class UnsubscribeField
{
    /// <summary>Writes the fields that the targets allow; an empty target is none.</summary>
    public static void Write(HeaderWriter writer, ReadOnlySpan<char> url, ReadOnlySpan<char> mailto)
    {
        var link = HeaderUrl.Safe(url);
        var address = HeaderUrl.Mailto(mailto);
        if (link.IsEmpty && address.IsEmpty)
        {
            return;
        }

        writer.Begin("List-Unsubscribe");
        if (!link.IsEmpty)
        {
            writer.Token("<", link, address.IsEmpty ? ">" : ">,");
        }

        if (!address.IsEmpty)
        {
            writer.Token("<", address, ">");
        }

        writer.End();
        if (link.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            writer.Begin("List-Unsubscribe-Post");
            writer.Token("List-Unsubscribe=One-Click");
            writer.End();
        }
    }

    /// <summary>The URL of one scheme in a template's own field; empty when there is none.</summary>
    /// <param name="scheme">With its colon.</param>
    public static ReadOnlySpan<char> Target(ReadOnlySpan<char> field, ReadOnlySpan<char> scheme)
    {
        // RFC 2369 §2: URLs in angle brackets, separated by commas.
        var rest = field;
        while (rest.IndexOf('<') is var open and >= 0)
        {
            rest = rest[(open + 1)..];
            if (rest.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                var end = rest.IndexOf('>');
                return end < 0 ? [] : rest[..end].Trim();
            }
        }

        return [];
    }

    /// <summary>The link of a template's own field: https before http.</summary>
    public static ReadOnlySpan<char> Link(ReadOnlySpan<char> field)
    {
        var secure = Target(field, "https:");
        return secure.IsEmpty ? Target(field, "http:") : secure;
    }

    /// <summary>The address of a template's own field.</summary>
    public static ReadOnlySpan<char> Address(ReadOnlySpan<char> field) => Target(field, "mailto:");
}
