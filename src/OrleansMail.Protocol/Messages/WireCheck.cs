using System.Numerics;

namespace OrleansMail.Messages;

/// <summary>The last look at a message before it leaves: is every octet fit for any server?</summary>
public static class WireCheck
{
    // RFC 5321 §4.5.3.1.6: 1,000 octets with the CRLF.
    private const int LongestLine = 998;

    /// <summary>Finds the first defect; null when the message may be sent.</summary>
    /// <returns>The defect in plain words with its line number; never holds content.</returns>
    public static string? Find(ReadOnlySpan<byte> message)
    {
        var isHeader = true;
        var number = 0;
        while (!message.IsEmpty)
        {
            number++;
            var end = message.IndexOf("\r\n"u8);
            if (end < 0)
            {
                return Defect(number, message) ?? $"line {number}: the last line has no CRLF";
            }

            var line = message[..end];
            var defect = Defect(number, line) ?? (isHeader ? HeaderDefect(number, line) : null);
            if (defect is not null)
            {
                return defect;
            }

            isHeader &= !line.IsEmpty;
            message = message[(end + 2)..];
        }

        return isHeader ? "the header section has no end" : null;
    }

    /// <summary>The same for a message whose body lines are short by construction: sees octets, not lines.</summary>
    internal static string? FindQuickly(ReadOnlySpan<byte> message)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        return end < 0 || !message.EndsWith("\r\n"u8) || !IsSevenBit(message) || !IsPaired(message)
            ? Find(message)
            : Find(message[..(end + 4)]);
    }

    private static bool IsSevenBit(ReadOnlySpan<byte> message) =>
        message.IndexOfAnyExceptInRange((byte)1, (byte)127) < 0;

    // Every CR is followed by an LF, and every LF follows a CR.
    private static bool IsPaired(ReadOnlySpan<byte> message)
    {
        if (message[0] == '\n')
        {
            return false;
        }

        var i = 0;
        var width = Vector<byte>.Count;
        for (; i + width < message.Length; i += width)
        {
            var isCr = Vector.Equals(new Vector<byte>(message[i..]), new Vector<byte>((byte)'\r'));
            var isLf = Vector.Equals(new Vector<byte>(message[(i + 1)..]), new Vector<byte>((byte)'\n'));
            if (isCr != isLf)
            {
                return false;
            }
        }

        for (; i + 1 < message.Length; i++)
        {
            if ((message[i] == '\r') != (message[i + 1] == '\n'))
            {
                return false;
            }
        }

        return message[^1] != '\r';
    }

    private static string? Defect(int number, ReadOnlySpan<byte> line)
    {
        var odd = line.IndexOfAnyExceptInRange((byte)1, (byte)127);
        return odd >= 0 ? $"line {number}: {(line[odd] == 0 ? "NUL" : "8-bit octet")}"
            : line.Contains((byte)'\r') ? $"line {number}: bare CR"
            : line.Contains((byte)'\n') ? $"line {number}: bare LF"
            : line.Length > LongestLine ? $"line {number}: longer than {LongestLine} octets"
            : null;
    }

    // RFC 5322 §2.2: a field name is printable ASCII without a colon; §2.2.3: a continuation starts with white space.
    private static string? HeaderDefect(int number, ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            return number == 1 ? "the message has no header" : null;
        }

        if (line[0] is (byte)' ' or (byte)'\t')
        {
            return number == 1 ? "line 1: a continuation of nothing"
                : line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0 ? $"line {number}: a blank header line"
                : null;
        }

        var colon = line.IndexOf((byte)':');
        return colon < 1 || line[..colon].IndexOfAnyExceptInRange((byte)33, (byte)126) >= 0
            ? $"line {number}: neither a header field nor a continuation"
            : null;
    }
}
