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

    /// <summary>Encodes text whose line ends are CRLF.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var end = text.IndexOf("\r\n"u8);
            WriteLine(output, end < 0 ? text : text[..end]);
            if (end < 0)
            {
                return;
            }

            output.Write("\r\n"u8);
            text = text[(end + 2)..];
        }
    }

    private static void WriteLine(IBufferWriter<byte> output, ReadOnlySpan<byte> line)
    {
        // Each octet takes 3 places at most, each 73 places a soft break of 3.
        var room = (line.Length * 3) + (((line.Length * 3 / (Room - 2)) + 1) * 3);
        var target = output.GetSpan(room);
        var (at, column) = (0, 0);
        for (var i = 0; i < line.Length; i++)
        {
            var isLiteral = IsLiteral(line, i);
            if (column + (isLiteral ? 1 : 3) > Room)
            {
                "=\r\n"u8.CopyTo(target[at..]);
                (at, column) = (at + 3, 0);
            }

            if (isLiteral && !(column == 0 && line[i] == '.'))
            {
                target[at++] = line[i];
                column++;
            }
            else
            {
                target[at++] = (byte)'=';
                target[at++] = Hex(line[i] >> 4);
                target[at++] = Hex(line[i] & 15);
                column += 3;
            }
        }

        output.Advance(at);
    }

    private static bool IsLiteral(ReadOnlySpan<byte> line, int i) => line[i] switch
    {
        (byte)' ' => i + 1 < line.Length && (i == 0 || line[i - 1] != ' '),
        (byte)'=' => false,
        >= 33 and <= 126 => true,
        _ => false,
    };

    private static byte Hex(int nibble) => (byte)"0123456789ABCDEF"[nibble];
}
