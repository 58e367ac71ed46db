using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OrleansMail.Addresses;

/// <summary>International domain names: folding, checks and Punycode (RFC 5891 §4, RFC 5895 §2).</summary>
/// <remarks>
/// Under invariant globalization the framework's IDN mapping is Punycode alone and string normalisation does nothing,
/// so the folding and the checks are here: a name that would need normalising is refused, not encoded wrongly.
/// </remarks>
internal static class InternationalName
{
    private const int WidthOffset = 'Ａ' - 'A';

    private static readonly IdnMapping Punycode = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>Full-width ASCII becomes ASCII, ideographic full stops become dots, capitals become small.</summary>
    public static string Fold(string name) => string.Create(name.Length, name, static (folded, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            folded[i] = source[i] switch
            {
                '。' or '．' or '｡' => '.',
                var c and >= '！' and <= '～' => (char)(c - WidthOffset),
                var c => c,
            };
        }

        folded.ToString().AsSpan().ToLowerInvariant(folded);
    });

    /// <summary>Encodes a folded name, or says which character cannot be in one.</summary>
    public static bool TryToAscii(string folded, out string ascii, [NotNullWhen(false)] out string? reason)
    {
        ascii = folded;
        reason = FaultOf(folded);
        if (reason is not null)
        {
            return false;
        }

        try
        {
            ascii = Punycode.GetAscii(folded);
            return true;
        }
        catch (ArgumentException)
        {
            reason = "the international domain cannot be encoded; check for empty or overlong parts";
            return false;
        }
    }

    /// <summary>Whether an <c>xn--</c> label decodes and encodes back to itself (RFC 5890 §2.3.2.1).</summary>
    public static bool IsALabel(string label)
    {
        try
        {
            var unicode = Punycode.GetUnicode(label);
            return !Ascii.IsValid(unicode)
                && FaultOf(unicode) is null
                && string.Equals(Punycode.GetAscii(unicode), label, StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string? FaultOf(string name)
    {
        var atStart = true;
        foreach (var rune in name.EnumerateRunes())
        {
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark;
            if (NeedsNormalising(rune.Value))
            {
                return Fault(rune, "is a spelling that differs from the registered one; write the plain letter");
            }

            if ((atStart && isMark) || !(rune.IsAscii || isMark || IsLetterOrDigit(rune)))
            {
                return Fault(rune, "cannot stand in a domain");
            }

            atStart = rune.Value == '.';
        }

        return null;
    }

    // The katakana middle dot is allowed by RFC 5892 Appendix A.7; capitals have been folded before.
    private static bool IsLetterOrDigit(Rune rune) => rune.Value == '・' || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.LowercaseLetter
        or UnicodeCategory.OtherLetter
        or UnicodeCategory.ModifierLetter
        or UnicodeCategory.DecimalDigitNumber;

    // Loose accents and kana marks, Hangul jamo, letter-like signs, compatibility ideographs, ligatures, width forms.
    private static bool NeedsNormalising(int c) => c
        is >= 0x0300 and <= 0x036F
        or >= 0x1100 and <= 0x11FF
        or >= 0x2000 and <= 0x2BFF
        or >= 0x3099 and <= 0x309C
        or >= 0x3130 and <= 0x318F
        or >= 0xF900 and <= 0xFB4F
        or >= 0xFE00 and <= 0xFFFF
        or >= 0x1D400 and <= 0x1D7FF
        or >= 0x2F800 and <= 0x2FA1F
        or 'ª' or 'º';

    private static string Fault(Rune rune, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4} in the domain {what}");
}
