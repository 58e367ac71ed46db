using System.Buffers.Text;
using System.Text;

namespace OrleansMail.Sink;

/// <summary>The parameters of MAIL that a sink knows: SIZE (RFC 1870 §4) and BODY (RFC 6152 §2).</summary>
internal readonly record struct MailParameters(long Size, bool EightBit)
{
    public static bool TryRead(ReadOnlySpan<byte> text, SinkExtensions offered, out MailParameters parameters)
    {
        parameters = default;
        while (!text.IsEmpty)
        {
            text = text.TrimStart((byte)' ');
            var end = text.IndexOf((byte)' ');
            var one = end < 0 ? text : text[..end];
            text = text[one.Length..];
            if (!one.IsEmpty && !TryAdd(one, offered, ref parameters))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryAdd(ReadOnlySpan<byte> one, SinkExtensions offered, ref MailParameters parameters)
    {
        if (one.Length > 5 && Ascii.EqualsIgnoreCase(one[..5], "SIZE="u8))
        {
            var good = Utf8Parser.TryParse(one[5..], out long size, out var digits) && digits == one.Length - 5;
            parameters = parameters with { Size = size };
            return good && size >= 0 && offered.HasFlag(SinkExtensions.Size);
        }

        if (!offered.HasFlag(SinkExtensions.EightBitMime))
        {
            return false;
        }

        parameters = parameters with { EightBit = Ascii.EqualsIgnoreCase(one, "BODY=8BITMIME"u8) };
        return parameters.EightBit || Ascii.EqualsIgnoreCase(one, "BODY=7BIT"u8);
    }
}
