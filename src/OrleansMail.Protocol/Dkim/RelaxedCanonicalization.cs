using System.Buffers;
using System.Security.Cryptography;

namespace OrleansMail.Dkim;

/// <summary>The relaxed forms of RFC 6376 §3.4.2 (header) and §3.4.4 (body), for any octets.</summary>
internal static class RelaxedCanonicalization
{
    private static readonly SearchValues<byte> Breaks = SearchValues.Create(" \t\r"u8);
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t"u8);

    /// <summary>SHA-256 of the canonical body; no copy when the body is canonical already.</summary>
    public static byte[] BodyHash(ReadOnlySpan<byte> body)
    {
        var digest = new byte[SHA256.HashSizeInBytes];
        BodyHash(body, digest);
        return digest;
    }

    /// <summary>The same into memory of the caller.</summary>
    public static void BodyHash(ReadOnlySpan<byte> body, Span<byte> digest)
    {
        if (IsCanonical(body))
        {
            SHA256.HashData(body, digest);
            return;
        }

        var canonical = new ArrayBufferWriter<byte>(body.Length + 2);
        WriteBody(canonical, body);
        SHA256.HashData(canonical.WrittenSpan, digest);
    }

    /// <summary>Name in lower case, value unfolded, blanks collapsed and cut; without the CRLF at the end.</summary>
    public static void WriteHeader(IBufferWriter<byte> output, ReadOnlySpan<byte> field)
    {
        var colon = field.IndexOf((byte)':');
        var name = field[..colon].TrimEnd(" \t"u8);
        var lower = output.GetSpan(name.Length + 1);
        for (var i = 0; i < name.Length; i++)
        {
            lower[i] = name[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(name[i] | 0x20) : name[i];
        }

        lower[name.Length] = (byte)':';
        output.Advance(name.Length + 1);

        WriteValue(output, field[(colon + 1)..]);
    }

    // Unfolds, trims and collapses on the way, without a copy in between.
    private static void WriteValue(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        var target = output.GetSpan(value.Length);
        var (at, isBlank) = (0, false);
        while (!value.IsEmpty)
        {
            var plain = value.IndexOfAny(Breaks);
            var isLine = plain >= 0 && value[plain..].StartsWith("\r\n"u8);

            // A CR alone is an octet like any other.
            plain = plain < 0 ? value.Length : plain + (!isLine && value[plain] == '\r' ? 1 : 0);
            if (plain > 0)
            {
                if (isBlank && at > 0)
                {
                    target[at++] = (byte)' ';
                }

                value[..plain].CopyTo(target[at..]);
                (at, isBlank) = (at + plain, false);
                value = value[plain..];
                continue;
            }

            isBlank |= !isLine;
            value = value[(isLine ? 2 : 1)..];
        }

        output.Advance(at);
    }

    internal static void WriteBody(IBufferWriter<byte> output, ReadOnlySpan<byte> body)
    {
        var emptyLines = 0;
        while (!body.IsEmpty)
        {
            var end = body.IndexOf("\r\n"u8);
            var line = (end < 0 ? body : body[..end]).TrimEnd(" \t"u8);
            body = end < 0 ? [] : body[(end + 2)..];
            if (line.IsEmpty)
            {
                // Only empty lines that something follows count.
                emptyLines++;
                continue;
            }

            for (; emptyLines > 0; emptyLines--)
            {
                output.Write("\r\n"u8);
            }

            Collapse(output, line);
            output.Write("\r\n"u8);
        }
    }

    private static bool IsCanonical(ReadOnlySpan<byte> body) =>
        body.IsEmpty
        || (body.EndsWith("\r\n"u8)
            && body.Length > 2
            && !body.EndsWith("\r\n\r\n"u8)
            && !body.Contains((byte)'\t')
            && body.IndexOf("  "u8) < 0
            && body.IndexOf(" \r\n"u8) < 0);

    private static void Collapse(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var blank = text.IndexOfAny(Blanks);
            if (blank < 0)
            {
                output.Write(text);
                return;
            }

            output.Write(text[..blank]);
            output.Write(" "u8);
            var next = text[blank..].IndexOfAnyExcept(Blanks);
            text = next < 0 ? [] : text[(blank + next)..];
        }
    }
}
