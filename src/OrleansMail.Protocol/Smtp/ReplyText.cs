using System.Text;

namespace OrleansMail.Smtp;

/// <summary>
/// Makes a stranger's reply text safe to store, log and show: UTF-8, no control characters, at most 2 KiB.
/// </summary>
internal static class ReplyText
{
    public const int MaxOctets = 2048;

    /// <summary>
    /// Decodes one line; octets that are not UTF-8 become U+FFFD, C0 and C1 controls vanish, a tab is a space.
    /// </summary>
    public static string Clean(ReadOnlySpan<byte> line)
    {
        if (!line.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            return Encoding.ASCII.GetString(line);
        }

        var text = new StringBuilder(line.Length);
        foreach (var rune in Encoding.UTF8.GetString(line).EnumerateRunes())
        {
            if (rune.Value == '\t')
            {
                text.Append(' ');
            }
            else if (!Rune.IsControl(rune))
            {
                text.Append(rune.ToString());
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// Joins the lines; the enhanced code, which servers repeat on every line, is taken out of the text.
    /// </summary>
    public static SmtpReply Join(int code, List<string> lines)
    {
        EnhancedCode? enhanced = null;
        if (lines is [var single])
        {
            var only = Words(code, single, ref enhanced);
            return new SmtpReply(code, enhanced, Cut(only.ToString()));
        }

        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var words = Words(code, line, ref enhanced);
            if (!words.IsEmpty && text.Length <= MaxOctets)
            {
                text.Append(text.Length > 0 ? " " : "").Append(words);
            }
        }

        return new SmtpReply(code, enhanced, Cut(text.ToString()));
    }

    private static ReadOnlySpan<char> Words(int code, string line, ref EnhancedCode? enhanced)
    {
        var words = line.AsSpan();
        if (code is < 300 or >= 400
            && EnhancedCode.TryParse(words, out var found, out var length)
            && (enhanced is null || enhanced == found))
        {
            enhanced = found;
            words = words[length..];
        }

        return words.Trim();
    }

    private static string Cut(string text)
    {
        if (Encoding.UTF8.GetMaxByteCount(text.Length) <= MaxOctets)
        {
            return text;
        }

        var octets = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            octets += rune.Utf8SequenceLength;
            if (octets > MaxOctets)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }
}
