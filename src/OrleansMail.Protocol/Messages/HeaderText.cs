using System.Text;

namespace OrleansMail.Messages;

/// <summary>Text made fit for one header line.</summary>
internal static class HeaderText
{
    /// <summary>Every run of blanks and controls (CR and LF above all) becomes one blank; the ends are cut.</summary>
    /// <remarks>So no value can start a header, and relaxed canonicalisation finds nothing to collapse.</remarks>
    public static string OneLine(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            // U+2028 and U+2029 are no controls, but mail programs break lines there.
            if (character == ' ' || char.IsControl(character) || character is '\u2028' or '\u2029')
            {
                if (output.Length > 0 && output[^1] != ' ')
                {
                    output.Append(' ');
                }
            }
            else
            {
                output.Append(character);
            }
        }

        return output.ToString().TrimEnd(' ');
    }

    /// <summary>True for printable ASCII and blanks that no reader takes for an encoded-word (RFC 2047 §5).</summary>
    public static bool IsPlain(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !text.Contains("=?", StringComparison.Ordinal);
}
