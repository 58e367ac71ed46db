using System.Text;

namespace OrleansMail.Sink;

/// <summary>Reads <c>FROM:&lt;path&gt; parameters</c>, and the same with TO (RFC 5321 §4.1.2).</summary>
internal static class EnvelopePath
{
    // RFC 5321 §4.5.3.1.3: 256 octets with the brackets.
    private const int LongestPath = 254;

    public static bool TryRead(
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> keyword,
        out ReadOnlySpan<byte> path,
        out ReadOnlySpan<byte> parameters)
    {
        path = default;
        parameters = default;

        // RFC 5321 §3.3: no space on either side of the colon.
        if (text.Length <= keyword.Length + 1
            || !Ascii.EqualsIgnoreCase(text[..keyword.Length], keyword)
            || text[keyword.Length] != '<')
        {
            return false;
        }

        var rest = text[(keyword.Length + 1)..];
        var end = Close(rest);
        if (end < 0 || (end + 1 < rest.Length && rest[end + 1] != ' '))
        {
            return false;
        }

        path = rest[..end];
        parameters = rest[(end + 1)..];
        return path.Length <= LongestPath && (path.IsEmpty || Plausible(path));
    }

    private static bool Plausible(ReadOnlySpan<byte> path)
    {
        var at = path.LastIndexOf((byte)'@');
        return Ascii.EqualsIgnoreCase(path, "postmaster"u8)
            || (at > 0 && at < path.Length - 1 && !path[(at + 1)..].ContainsAny(" <>\""u8)
                && (path[0] == '"' || !path[..at].ContainsAny(" <>\""u8)));
    }

    /// <summary>The closing bracket; one inside a quoted local part does not close.</summary>
    private static int Close(ReadOnlySpan<byte> rest)
    {
        var quoted = false;
        for (var i = 0; i < rest.Length; i++)
        {
            switch (rest[i])
            {
                case (byte)'"':
                    quoted = !quoted;
                    break;
                case (byte)'\\' when quoted:
                    i++;
                    break;
                case (byte)'>' when !quoted:
                    return i;
                default:
                    break;
            }
        }

        return -1;
    }
}
