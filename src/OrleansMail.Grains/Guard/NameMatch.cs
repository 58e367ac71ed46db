namespace OrleansMail.Guard;

/// <summary>
/// Whether a value and an address may belong together: the same address, or a name that the address holds.
/// </summary>
internal static class NameMatch
{
    // Shorter words stand in addresses by chance.
    private const int MinLetters = 3;
    private const int MinDigits = 5;

    public static bool Agrees(string value, string address)
    {
        if (value.Contains('@'))
        {
            return value.AsSpan().Trim().Equals(address, StringComparison.OrdinalIgnoreCase);
        }

        var rest = value.AsSpan();
        while (NextWord(ref rest, out var word))
        {
            if (Kana.IsKana(word[0]))
            {
                var latin = Kana.ToLatin(word);
                if (latin.Length >= MinLetters && address.Contains(latin, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
            else if (address.AsSpan().Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the words of a value as they would stand in an address, in lower case.</summary>
    public static void AddWords(string value, HashSet<string> words)
    {
        var rest = value.AsSpan();
        while (NextWord(ref rest, out var word))
        {
            words.Add(Kana.IsKana(word[0]) ? Kana.ToLatin(word) : word.ToString().ToLowerInvariant());
        }
    }

    /// <summary>
    /// One of the words between the separators of the address's local part is among the given ones.
    /// </summary>
    public static bool HoldsOneOf(string address, HashSet<string> words)
    {
        var rest = address.AsSpan(0, Math.Max(address.IndexOf('@'), 0));
        while (NextWord(ref rest, out var word))
        {
            if (words.Contains(word.TrimEnd("0123456789").ToString().ToLowerInvariant()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool NextWord(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> word)
    {
        while (!rest.IsEmpty)
        {
            var kind = KindOf(rest[0]);
            var length = 1;
            while (length < rest.Length && KindOf(rest[length]) == kind)
            {
                length++;
            }

            word = rest[..length];
            rest = rest[length..];
            var digitsOnly = kind == Kind.Latin && word.IndexOfAnyExceptInRange('0', '9') < 0;
            if (kind != Kind.Other && length >= (kind == Kind.Kana ? 1 : digitsOnly ? MinDigits : MinLetters))
            {
                return true;
            }
        }

        word = [];
        return false;
    }

    private static Kind KindOf(char c) =>
        char.IsAsciiLetterOrDigit(c) ? Kind.Latin : Kana.IsKana(c) ? Kind.Kana : Kind.Other;

    private enum Kind
    {
        Other,
        Latin,
        Kana,
    }
}
