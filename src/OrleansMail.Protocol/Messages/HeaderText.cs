namespace OrleansMail.Messages;

/// <summary>Text made fit for one header line.</summary>
internal static class HeaderText
{
    /// <summary>Every run of blanks and controls (CR and LF above all) becomes one blank; the ends are cut.</summary>
    /// <remarks>So no value can start a header, and relaxed canonicalisation finds nothing to collapse.</remarks>
    public static string OneLine(string text)
    {
        if (IsOneLine(text))
        {
            return text;
        }

        var characters = text.ToCharArray();
        return new string(characters, 0, OneLine(characters));
    }

    /// <summary>The same in place.</summary>
    /// <returns>The new length, which is never more than the old one.</returns>
    public static int OneLine(Span<char> text)
    {
        if (IsOneLine(text))
        {
            return text.Length;
        }

        var length = 0;
        foreach (var character in text)
        {
            if (!IsBlank(character))
            {
                text[length++] = character;
            }
            else if (length > 0 && text[length - 1] != ' ')
            {
                text[length++] = ' ';
            }
        }

        return length > 0 && text[length - 1] == ' ' ? length - 1 : length;
    }

    /// <summary>True for printable ASCII and blanks that no reader takes for an encoded-word (RFC 2047 §5).</summary>
    public static bool IsPlain(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExceptInRange(' ', '~') < 0 && text.IndexOf("=?") < 0;

    private static bool IsOneLine(ReadOnlySpan<char> text)
    {
        var wasBlank = true;
        foreach (var character in text)
        {
            var isBlank = IsBlank(character);
            if (isBlank && (wasBlank || character != ' '))
            {
                return false;
            }

            wasBlank = isBlank;
        }

        return text.IsEmpty || !wasBlank;
    }

    // U+2028 and U+2029 are no controls, but mail programs break lines there.
    private static bool IsBlank(char character) =>
        character == ' ' || char.IsControl(character) || character is '\u2028' or '\u2029';
}
