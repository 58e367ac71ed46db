using System.Buffers;
using System.Text;

namespace OrleansMail.Audience;

/// <summary>An encoding an audience file can have, with the name people know it by.</summary>
/// <param name="Name">For people: <c>UTF-8 with BOM</c>, <c>CP932</c>.</param>
/// <param name="Encoding">Decodes; bytes it cannot read become U+FFFD.</param>
internal sealed record AudienceEncoding(string Name, Encoding Encoding)
{
    /// <summary>What bytes without a meaning decode to: in CP932 also U+F8F0 to U+F8F3, in no text.</summary>
    public const string NotDecoded = "\uFFFD\uF8F0\uF8F1\uF8F2\uF8F3";

    public static readonly AudienceEncoding Ascii = new("ASCII", Encoding.UTF8);

    public static readonly AudienceEncoding Utf8 = new("UTF-8", Encoding.UTF8);

    public static readonly AudienceEncoding Utf8WithBom = new("UTF-8 with BOM", Encoding.UTF8);

    public static readonly AudienceEncoding Utf16 = new("UTF-16", Encoding.Unicode);

    // The code page's own fallback is the katakana middle dot, which would hide the loss.
    public static readonly AudienceEncoding Cp932 = new("CP932", CodePagesEncodingProvider.Instance.GetEncoding(
        932, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))!);

    // Decodes to U+F8F0, which the reader refuses.
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
    /// Text without a fault as UTF-8 is UTF-8: CP932 text has that form for a few half-width letters at most. Else
    /// the encoding with fewer faults wins, so a few broken bytes do not turn a whole file into another encoding.
    /// </remarks>
    public static AudienceEncoding Detect(ReadOnlySpan<byte> window)
    {
        var faults = CountFaultsAsUtf8(window);
        return faults == 0 || faults <= CountFaultsAsCp932(window) ? Utf8 : Cp932;
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

    private static int CountFaultsAsUtf8(ReadOnlySpan<byte> window)
    {
        var faults = 0;
        while (!window.IsEmpty)
        {
            // A sequence the window cuts off says nothing.
            var status = Rune.DecodeFromUtf8(window, out _, out var length);
            faults += status == OperationStatus.InvalidData ? 1 : 0;
            window = window[length..];
        }

        return faults;
    }

    private static int CountFaultsAsCp932(ReadOnlySpan<byte> window)
    {
        var chars = new char[window.Length];
        var count = Cp932.Encoding.GetDecoder().GetChars(window, chars, flush: false);
        var faults = 0;
        foreach (var c in chars.AsSpan(0, count))
        {
            faults += NotDecoded.Contains(c) ? 1 : 0;
        }

        return faults;
    }
}
