using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>
/// A text as the least hashes of its runs of eight characters (MinHash): two texts agree in about as many of them as they
/// have runs in common.
/// </summary>
internal static partial class Shingles
{
    private const int Length = 8;
    private const int Functions = 128;

    // Longer texts are read up to here; nobody writes more than a book.
    private const int MaxText = 200_000;

    /// <summary>Of subject and body, merge fields, markup and white space left out; empty for hardly any text.</summary>
    public static ulong[] Of(GuardCampaign campaign)
    {
        var text = Plain($"{campaign.Subject} {campaign.Text} {HtmlPage.Read(campaign.Html).VisibleText}");
        if (text.Length < Length)
        {
            return [];
        }

        var least = new ulong[Functions];
        Array.Fill(least, ulong.MaxValue);
        for (var at = 0; at + Length <= text.Length; at++)
        {
            var hash = StableHash.Of(text.AsSpan(at, Length));
            for (var function = 0; function < Functions; function++)
            {
                // An odd factor and a turn make another order of the same hashes.
                var other = BitOperations.RotateLeft(hash, function) * ((2 * (ulong)function) + 0x9E37_79B9_7F4A_7C15UL);
                least[function] = Math.Min(least[function], other);
            }
        }

        return least;
    }

    /// <summary>Share of the runs that both have, 0 to 1.</summary>
    public static double Similarity(ulong[] left, ulong[] right)
    {
        if (left.Length != Functions || right.Length != Functions)
        {
            return 0;
        }

        var same = 0;
        for (var function = 0; function < Functions; function++)
        {
            same += left[function] == right[function] ? 1 : 0;
        }

        return (double)same / Functions;
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, MaxText));
        foreach (var letter in Liquid().Replace(text, ""))
        {
            if (!char.IsWhiteSpace(letter) && plain.Length < MaxText)
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
        }

        return plain.ToString();
    }

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Liquid();
}
