using MimeKit;

namespace OrleansMail.Messages;

/// <summary>A kept header field of a template.</summary>
internal sealed record HeaderTemplate(string Name, LiquidText Source)
{
    // RFC 5321 §4.5.3.1.6 allows 998 octets a line; a word of a structured field cannot be folded, so it has this much.
    public const int LongestWord = 900;

    /// <summary>The merged value, one line; null when it is empty. Errors go to <paramref name="row"/>.</summary>
    public string? Render(MergeContext row)
    {
        var value = HeaderText.OneLine(Source.Render(Name, row, isHtml: false));
        if (value.Length > 0 && !Source.IsFixed && HeaderPolicy.HoldsAddresses(Name) && Mailboxes(value)?.Length != 1)
        {
            row.Add(new MergeError(Name, "The merged value is not one address."));
        }

        return value.Length == 0 ? null : value;
    }

    public static void Write(HeaderWriter writer, MergedHeader header, int longestWord = LongestWord)
    {
        writer.Begin(header.Name);
        if (HeaderPolicy.HoldsAddresses(header.Name) && Mailboxes(header.Value) is { } mailboxes)
        {
            for (var i = 0; i < mailboxes.Length; i++)
            {
                var comma = i + 1 < mailboxes.Length ? "," : string.Empty;
                writer.Address(mailboxes[i].Name, mailboxes[i].Address, comma);
            }
        }
        else
        {
            writer.Text(HeaderText.OneLine(header.Value), longestWord);
        }

        writer.End();
    }

    /// <summary>The addresses of a list; null when it is none, or holds one that a header cannot carry.</summary>
    public static MailboxAddress[]? Mailboxes(string value)
    {
        if (!InternetAddressList.TryParse(value, out var list))
        {
            return null;
        }

        var mailboxes = list.OfType<MailboxAddress>().ToArray();
        return mailboxes.Length == list.Count && mailboxes.All(m => IsSafe(m.Address)) ? mailboxes : null;
    }

    private static bool IsSafe(string address) =>
        address.Contains('@', StringComparison.Ordinal) && address.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
}
