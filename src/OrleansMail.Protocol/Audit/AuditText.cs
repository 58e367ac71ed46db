using System.Globalization;
using System.Text;

namespace OrleansMail.Audit;

/// <summary>Makes text that others chose fit for an entry: no character that could forge a line, and no more than fits.</summary>
public static class AuditText
{
    private const char Cut = '…';

    /// <summary>
    /// Characters that control, separate lines or turn the direction, and halves of surrogate pairs, become
    /// <c>\u000a</c>; a backslash is doubled, so that nobody can write what only an encoded character looks like.
    /// </summary>
    /// <param name="longest">In characters; what is above ends in an ellipsis.</param>
    public static string Encode(string text, int longest)
    {
        var encoded = new StringBuilder(Math.Min(text.Length, longest));
        for (var i = 0; i < text.Length; i++)
        {
            var piece = Piece(text, ref i);
            if (encoded.Length + piece.Length > longest)
            {
                return Shorten(encoded, longest).Append(Cut).ToString();
            }

            encoded.Append(piece);
        }

        return encoded.ToString();
    }

    private static string Piece(string text, ref int index)
    {
        var letter = text[index];
        if (letter == '\\')
        {
            return "\\\\";
        }

        if (!Rune.TryGetRuneAt(text, index, out var rune) || !IsPlain(rune))
        {
            return Escape(text, rune.Utf16SequenceLength == 2 ? 2 : 1, ref index);
        }

        index += rune.Utf16SequenceLength - 1;
        return rune.ToString();
    }

    private static string Escape(string text, int letters, ref int index)
    {
        var escaped = string.Create(CultureInfo.InvariantCulture, $"\\u{(int)text[index]:x4}");
        if (letters == 2)
        {
            index++;
            escaped += string.Create(CultureInfo.InvariantCulture, $"\\u{(int)text[index]:x4}");
        }

        return escaped;
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // Room for the ellipsis, and no pair cut in two.
    private static StringBuilder Shorten(StringBuilder text, int longest)
    {
        text.Length = Math.Min(text.Length, longest - 1);
        if (text.Length > 0 && char.IsHighSurrogate(text[^1]))
        {
            text.Length--;
        }

        return text;
    }
}
