using System.Buffers;
using System.Text;

namespace OrleansMail.Audience;

/// <summary>An encoding an audience file can have, with the name people know it by.</summary>
/// <param name="Name">For people: <c>UTF-8 with BOM</c>, <c>CP932</c>.</param>
/// <param name="Encoding">Decodes; bytes it cannot read become U+FFFD.</param>
internal sealed record AudienceEncoding(string Name, Encoding Encoding)
{
    public static readonly AudienceEncoding Ascii = new("ASCII", Encoding.UTF8);

    public static readonly AudienceEncoding Utf8 = new("UTF-8", Encoding.UTF8);

    public static readonly AudienceEncoding Utf8WithBom = new("UTF-8 with BOM", Encoding.UTF8);

    public static readonly AudienceEncoding Utf16 = new("UTF-16", Encoding.Unicode);

    // The code page's own fallback is the katakana middle dot, which would hide the loss.
    public static readonly AudienceEncoding Cp932 = new("CP932", CodePagesEncodingProvider.Instance.GetEncoding(
        932, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))!);

    // Decodes to U+F8F0, which no text contains and the reader refuses.
    private const byte Unassigned = 0xA0;

    /// <summary>The encoding a byte order mark tells, if there is one.</summary>
    public static AudienceEncoding? FromMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Utf8WithBom,
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => Utf16,
        _ => null,
    };

    /// <summary>Decides from the first bytes that are not ASCII and what follows them.</summary>
    /// <remarks>
    /// CP932 text is almost never valid UTF-8 for more than a few letters, so the count is decisive; and a UTF-8 file
    /// with a few broken bytes stays UTF-8, so that only the rows with these bytes are bad.
    /// </remarks>
    public static AudienceEncoding Detect(ReadOnlySpan<byte> window)
    {
        var valid = 0;
        var malformed = 0;
        while (!window.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(window, out _, out var length);
            valid += status == OperationStatus.Done && length > 1 ? 1 : 0;

            // A sequence the window cuts off says nothing.
            malformed += status == OperationStatus.InvalidData ? 1 : 0;
            window = window[length..];
        }

        return malformed == 0 || valid > malformed ? Utf8 : Cp932;
    }

    /// <summary>Marks CP932 lead bytes without a trail byte: they would swallow a quote or a line break.</summary>
    /// <returns>Whether the last byte is a lead byte whose trail byte is still to come.</returns>
    public static bool MarkBrokenPairs(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] is not ((>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC)))
            {
                continue;
            }

            if (i + 1 == bytes.Length)
            {
                return true;
            }

            if (bytes[i + 1] is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC))
            {
                i++;
            }
            else
            {
                bytes[i] = Unassigned;
            }
        }

        return false;
    }
}
