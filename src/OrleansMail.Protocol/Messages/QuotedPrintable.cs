using System.Buffers;

namespace OrleansMail.Messages;

/// <summary>Quoted-printable (RFC 2045 §6.7) that is DKIM-relaxed-canonical and dot-free by construction.</summary>
/// <remarks>
/// Never two blanks in a row, no TAB, no blank at a line's end, no dot at a line's start; so nothing on the way has to
/// stuff, strip or collapse anything. Lines hold at most 76 characters. No line end is added after the last octet.
/// </remarks>
internal static class QuotedPrintable
{
    // One less than the 76 of RFC 2045 §6.7 (5): the soft break's '=' needs a place.
    private const int Room = 75;

    private static readonly SearchValues<byte> Literals = SearchValues.Create(
        " !\"#$%&'()*+,-./0123456789:;<>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>The soft break: a line end that is not there for the reader.</summary>
    public static ReadOnlySpan<byte> SoftBreak => "=\r\n"u8;

    /// <summary>Encodes text whose line ends are CRLF, from column 0 on.</summary>
    /// <param name="isSoftEnd">A soft break follows, so that a last blank may stay as it is.</param>
    /// <returns>The column after the last octet.</returns>
    public static int Write(IBufferWriter<byte> output, ReadOnlySpan<byte> text, bool isSoftEnd = false)
    {
        while (true)
        {
            var end = text.IndexOf("\r\n"u8);
            var column = WriteLine(output, end < 0 ? text : text[..end], isSoftEnd && end < 0);
            if (end < 0)
            {
                return column;
            }

            output.Write("\r\n"u8);
            text = text[(end + 2)..];
        }
    }

    private static int WriteLine(IBufferWriter<byte> output, ReadOnlySpan<byte> line, bool isSoftEnd)
    {
        // Each octet takes 3 places at most, each 73 places a soft break of 3.
        var room = (line.Length * 3) + (((line.Length * 3 / (Room - 2)) + 1) * 3);
        var target = output.GetSpan(room);
        var (at, column) = (0, 0);
        for (var i = 0; i < line.Length;)
        {
            var isLiteral = IsLiteral(line, i, isSoftEnd);
            if (column + (isLiteral ? 1 : 3) > Room)
            {
                SoftBreak.CopyTo(target[at..]);
                (at, column) = (at + 3, 0);
            }

            if (isLiteral && !(column == 0 && line[i] == '.'))
            {
                var count = RunLength(line.Slice(i, Math.Min(line.Length - i, Room - column)));
                line.Slice(i, count).CopyTo(target[at..]);
                (at, column, i) = (at + count, column + count, i + count);
            }
            else
            {
                target[at++] = (byte)'=';
                target[at++] = Hex(line[i] >> 4);
                target[at++] = Hex(line[i] & 15);
                column += 3;
                i++;
            }
        }

        output.Advance(at);
        return column;
    }

    // How many octets can be copied at once: the first, which is a literal, and those after it that need no thought. A
    // blank needs one where it is doubled or last.
    private static int RunLength(ReadOnlySpan<byte> text)
    {
        var next = text[1..].IndexOfAnyExcept(Literals);
        var run = next < 0 ? text : text[..(next + 1)];
        var doubled = run.IndexOf("  "u8);
        run = doubled < 0 ? run : run[..(doubled + 1)];
        return run.Length > 1 && run[^1] == ' ' ? run.Length - 1 : run.Length;
    }

    private static bool IsLiteral(ReadOnlySpan<byte> line, int i, bool isSoftEnd) => line[i] switch
    {
        (byte)' ' => (i + 1 < line.Length || isSoftEnd) && (i == 0 || line[i - 1] != ' '),
        (byte)'=' => false,
        >= 33 and <= 126 => true,
        _ => false,
    };

    private static byte Hex(int nibble) => (byte)"0123456789ABCDEF"[nibble];
}
