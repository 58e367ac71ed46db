using System.Globalization;
using System.Text;

namespace OrleansMail.Messages;

/// <summary>Lets a column be called <c>氏名</c>: Fluid's parser knows ASCII names only, so it sees an alias.</summary>
internal static class LiquidNames
{
    private const string Prefix = "utf16_";
    private const int DigitsPerCharacter = 4;

    /// <summary>The name that the parser sees; an ASCII name is its own alias.</summary>
    public static string Alias(string name) =>
        Ascii.IsValid(name)
            ? name
            : Prefix + string.Concat(name.Select(c => ((int)c).ToString("x4", CultureInfo.InvariantCulture)));

    /// <summary>The name that the author wrote.</summary>
    public static string Original(string alias)
    {
        if (!alias.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return alias;
        }

        var digits = alias[Prefix.Length..].Chunk(DigitsPerCharacter).ToArray();
        var isAlias = digits.Length > 0
            && Array.TrueForAll(digits, d => d.Length == DigitsPerCharacter && d.All(char.IsAsciiHexDigit));
        return isAlias
            ? string.Concat(digits.Select(d => (char)ushort.Parse(d, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))
            : alias;
    }

    /// <summary>Puts aliases for non-ASCII names inside <c>{{ }}</c> and <c>{% %}</c>.</summary>
    public static string PutAliases(string source)
    {
        var output = new StringBuilder(source.Length);
        var at = 0;
        while (at < source.Length)
        {
            var open = source.AsSpan(at).IndexOf('{');
            if (open < 0 || at + open + 1 >= source.Length)
            {
                break;
            }

            open += at;
            var close = source[open + 1] switch { '{' => "}}", '%' => "%}", _ => null };
            var end = close is null ? -1 : source.IndexOf(close, open + 2, StringComparison.Ordinal);
            if (end < 0)
            {
                output.Append(source, at, open + 1 - at);
                at = open + 1;
                continue;
            }

            output.Append(source, at, open - at);
            Inside(output, source.AsSpan(open, end - open));
            at = end;
        }

        return output.Append(source, at, source.Length - at).ToString();
    }

    private static void Inside(StringBuilder output, ReadOnlySpan<char> tag)
    {
        var quote = '\0';
        for (var i = 0; i < tag.Length; i++)
        {
            var length = quote == '\0' ? NameLength(tag[i..]) : 0;
            if (length > 0)
            {
                output.Append(Alias(tag.Slice(i, length).ToString()));
                i += length - 1;
                continue;
            }

            quote = tag[i] switch
            {
                '"' or '\'' when quote == '\0' => tag[i],
                _ when tag[i] == quote => '\0',
                _ => quote,
            };
            output.Append(tag[i]);
        }
    }

    // Zero unless a whole name with at least one non-ASCII letter starts here.
    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        var isAscii = true;
        while (length < text.Length && (IsPart(text[length]) || IsHyphen(text, length)))
        {
            isAscii &= char.IsAscii(text[length]);
            length++;
        }

        return isAscii ? 0 : length;
    }

    private static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    // Between two parts of a name; at the end of a tag it trims blanks.
    private static bool IsHyphen(ReadOnlySpan<char> text, int at) =>
        at > 0 && text[at] == '-' && at + 1 < text.Length && IsPart(text[at + 1]);
}
