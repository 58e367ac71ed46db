namespace OrleansMail.People;

/// <summary>Finds passwords that are long but no harder to guess: runs along the keyboard, sequences, repeats.</summary>
internal static class PasswordShape
{
    private const int FewestLetters = 5;

    // Runs from three quarters of all steps on: 1qaz2wsx has one step that is none.
    private const double MostlySteps = 0.75;

    private static readonly string[] Lines =
    [
        "`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "!@#$%^&*()", "azertyuiop", "qwertzuiop",
        "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/",
        "147", "258", "369", "741", "852", "963",
    ];

    private static readonly HashSet<(char From, char To)> Neighbours = [.. Lines.SelectMany(Pairs)];

    public static PasswordFlaw Of(string folded)
    {
        if (folded.Length == 0)
        {
            return PasswordFlaw.None;
        }

        if (folded.Distinct().Count() < FewestLetters || HasPeriod(folded))
        {
            return PasswordFlaw.Repeats;
        }

        if (MostSteps(folded, static (from, to) =>
            char.IsLetterOrDigit(from) && char.IsLetterOrDigit(to) && Math.Abs(from - to) <= 1))
        {
            return PasswordFlaw.Sequence;
        }

        return MostSteps(folded, static (from, to) => from == to || Neighbours.Contains((from, to)))
            ? PasswordFlaw.Keyboard
            : PasswordFlaw.None;
    }

    // A unit of fewer than 8 characters that fills it at least twice adds nothing by being repeated.
    private static bool HasPeriod(string text)
    {
        for (var period = 1; period < PasswordContext.ShortestWithFactor && period * 2 <= text.Length; period++)
        {
            if (!text.Where((letter, at) => at >= period && letter != text[at - period]).Any())
            {
                return true;
            }
        }

        return false;
    }

    private static bool MostSteps(string text, Func<char, char, bool> isStep)
    {
        var steps = text.Zip(text.Skip(1)).Count(pair => isStep(pair.First, pair.Second));
        return steps >= MostlySteps * (text.Length - 1);
    }

    private static IEnumerable<(char From, char To)> Pairs(string line) =>
        line.Zip(line.Skip(1)).SelectMany(pair => new[] { (pair.First, pair.Second), (pair.Second, pair.First) });
}
