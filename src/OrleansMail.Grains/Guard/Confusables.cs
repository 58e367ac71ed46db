using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace OrleansMail.Guard;

/// <summary>
/// Domain names as they look: letters of other scripts that cannot be told from Latin ones stand for these (the idea of
/// UTS #39 §4, for the letters that occur in domain names).
/// </summary>
internal static class Confusables
{
    private static readonly FrozenDictionary<char, string> Looks = Pairs(
        "а a е e о o р p с c у y х x і i ї i ј j ѕ s һ h ԁ d ԛ q ԝ w ɡ g ν v ο o α a ρ p υ u ι i κ k τ t ω w ո n օ o "
        + "ս u հ h ց g զ q ı i ł l ḷ l ɩ i ơ o ạ a ẹ e ọ o ụ u ḅ b ḍ d ġ g ṃ m ṇ n ṛ r ṣ s ṭ t ẓ z á a à a â a ä a ã a å a "
        + "ā a é e è e ê e ë e ē e í i ì i î i ï i ī i ó o ò o ô o ö o õ o ø o ō o ú u ù u û u ü u ū u ý y ÿ y ç c ñ n ż z ź z "
        + "ž z š s ś s č c ć c ł l ğ g 0 o 1 l");

    // Two that look like one; the longer text first.
    private static readonly (string Pair, string One)[] Pairings = [("rn", "m"), ("vv", "w"), ("cl", "d")];

    /// <summary>Two names with the same skeleton look alike.</summary>
    /// <param name="domain">Lower case, A-labels.</param>
    public static string SkeletonOf(string domain)
    {
        var skeleton = new StringBuilder(domain.Length);
        foreach (var letter in Decode(domain))
        {
            skeleton.Append(Looks.TryGetValue(letter, out var look) ? look : letter.ToString());
        }

        foreach (var (pair, one) in Pairings)
        {
            skeleton.Replace(pair, one);
        }

        return skeleton.ToString();
    }

    private static string Decode(string domain)
    {
        if (!domain.Contains("xn--", StringComparison.Ordinal))
        {
            return domain;
        }

        try
        {
            return new IdnMapping { AllowUnassigned = true }.GetUnicode(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // Not what it says it is; as it stands it looks like nothing.
            return domain;
        }
    }

    private static FrozenDictionary<char, string> Pairs(string table) => table.Split(' ').Chunk(2)
        .DistinctBy(pair => pair[0][0])
        .ToFrozenDictionary(pair => pair[0][0], pair => pair[1]);
}
