using System.Globalization;
using System.Text;

namespace OrleansMail.People;

/// <summary>
/// Unicode normalisation form KC (Unicode Standard Annex 15), from a table of our own: the runtime has none when it
/// works without the data of a culture, and a password must not depend on which keyboard it was typed with.
/// </summary>
internal static class Nfkc
{
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    private static readonly Dictionary<int, int[]> Decompositions = [];
    private static readonly Dictionary<int, int> Classes = [];
    private static readonly Dictionary<(int First, int Second), int> Composites = [];

    static Nfkc()
    {
        using var reader = new StreamReader(typeof(Nfkc).Assembly.GetManifestResourceStream("nfkc.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                Read(line[0], Array.ConvertAll(line[2..].Split(' '), Hex));
            }
        }
    }

    public static string Normalize(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, points);
        }

        Order(points);
        return Compose(points);
    }

    private static void Read(char kind, int[] line)
    {
        switch (kind)
        {
            case 'd':
                Decompositions.Add(line[0], line[1..]);
                break;
            case 'c':
                for (var point = line[0]; point <= line[1]; point++)
                {
                    Classes.Add(point, line[2]);
                }

                break;
            default:
                Composites.Add((line[0], line[1]), line[2]);
                break;
        }
    }

    private static void Decompose(int point, List<int> points)
    {
        var syllable = point - SyllableBase;
        if (syllable is >= 0 and < Leads * Vowels * Tails)
        {
            points.Add(LeadBase + (syllable / (Vowels * Tails)));
            points.Add(VowelBase + (syllable % (Vowels * Tails) / Tails));
            if (syllable % Tails != 0)
            {
                points.Add(TailBase + (syllable % Tails));
            }
        }
        else if (Decompositions.TryGetValue(point, out var whole))
        {
            points.AddRange(whole);
        }
        else
        {
            points.Add(point);
        }
    }

    // Marks behind a letter stand in the order of their classes; those of one class keep theirs.
    private static void Order(List<int> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var own = Class(points[i]);
            for (var at = i; own != 0 && at > 0 && Class(points[at - 1]) > own; at--)
            {
                (points[at - 1], points[at]) = (points[at], points[at - 1]);
            }
        }
    }

    private static string Compose(List<int> points)
    {
        var (starter, last) = (-1, 0);
        var composed = new List<int>(points.Count);
        foreach (var point in points)
        {
            var own = Class(point);
            var adjacent = composed.Count - 1 == starter;
            if (starter >= 0 && (adjacent || last < own) && Composite(composed[starter], point) is { } whole)
            {
                composed[starter] = whole;
                continue;
            }

            composed.Add(point);
            (starter, last) = own == 0 ? (composed.Count - 1, 0) : (starter, own);
        }

        var text = new StringBuilder(composed.Count);
        foreach (var point in composed)
        {
            text.Append(new Rune(point));
        }

        return text.ToString();
    }

    private static int? Composite(int first, int second)
    {
        var (lead, vowel) = (first - LeadBase, second - VowelBase);
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
        {
            return SyllableBase + (((lead * Vowels) + vowel) * Tails);
        }

        var (syllable, tail) = (first - SyllableBase, second - TailBase);
        if (syllable is >= 0 and < Leads * Vowels * Tails && syllable % Tails == 0 && tail is > 0 and < Tails)
        {
            return first + tail;
        }

        return Composites.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private static int Class(int point) => Classes.GetValueOrDefault(point);

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
