using System.Text;

namespace OrleansMail.Messages;

/// <summary>Line ends as mail wants them: CRLF and nothing else (RFC 5321 §2.3.8).</summary>
internal static class LineEnds
{
    public static string ToCrLf(string text)
    {
        return text.AsSpan().IndexOfAny('\r', '\n') < 0 ? text : text.ReplaceLineEndingsOfMail();
    }

    /// <summary>CRLF, CR and LF become the LF that Liquid knows.</summary>
    public static string ToLf(string text) =>
        text.Contains('\r', StringComparison.Ordinal)
            ? ToCrLf(text).Replace("\r\n", "\n", StringComparison.Ordinal)
            : text;

    /// <summary>A control that no text has, in one whose line ends are LF; TAB and LF become a blank in headers.</summary>
    public static bool HasControl(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\0', '\u001f'))
        {
            return text.ContainsAnyInRange('\u007f', '\u009f');
        }

        foreach (var character in text)
        {
            if (char.IsControl(character) && character is not ('\t' or '\n'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Drops NUL and a byte order mark, and turns each bare CR or LF into CRLF.</summary>
    public static byte[] Normalise(ReadOnlySpan<byte> octets)
    {
        if (octets.StartsWith(Encoding.UTF8.Preamble))
        {
            octets = octets[Encoding.UTF8.Preamble.Length..];
        }

        var output = new MemoryStream(octets.Length + (octets.Length / 32));
        for (var i = 0; i < octets.Length; i++)
        {
            switch (octets[i])
            {
                case 0:
                    break;
                case (byte)'\r' or (byte)'\n':
                    output.Write("\r\n"u8);
                    i += octets[i] == '\r' && i + 1 < octets.Length && octets[i + 1] == '\n' ? 1 : 0;
                    break;
                default:
                    output.WriteByte(octets[i]);
                    break;
            }
        }

        return output.ToArray();
    }

    // string.ReplaceLineEndings also changes U+0085, U+2028 and FF, which are text to mail.
    private static string ReplaceLineEndingsOfMail(this string text)
    {
        var output = new StringBuilder(text.Length + 64);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\r' or '\n')
            {
                output.Append("\r\n");
                i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
            }
            else
            {
                output.Append(text[i]);
            }
        }

        return output.ToString();
    }
}
