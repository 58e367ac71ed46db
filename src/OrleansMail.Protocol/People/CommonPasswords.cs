namespace OrleansMail.People;

/// <summary>The built-in list of passwords that people are known to choose: 8,665 words, runs and dates.</summary>
internal static class CommonPasswords
{
    private static readonly HashSet<string> All = Read();

    public static int Count => All.Count;

    /// <summary>Is it on the list, as it is or without the digits and signs around it?</summary>
    /// <param name="folded">In lower case.</param>
    public static bool Has(string folded) => All.Contains(folded) || All.Contains(Bare(folded));

    /// <summary>The text without the digits and signs at its ends, which are the first that guessers try.</summary>
    public static string Bare(string folded)
    {
        var (from, to) = (0, folded.Length);
        while (from < to && !char.IsLetter(folded[from]))
        {
            from++;
        }

        while (to > from && !char.IsLetter(folded[to - 1]))
        {
            to--;
        }

        return folded[from..to];
    }

    private static HashSet<string> Read()
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        using var reader = new StreamReader(
            typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                all.Add(line);
            }
        }

        return all;
    }
}
