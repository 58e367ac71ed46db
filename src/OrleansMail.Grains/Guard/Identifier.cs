namespace OrleansMail.Guard;

/// <summary>
/// A value that points at one person: an e-mail address, or a number or code of at least 6 letters and digits with at
/// least 3 digits. Compared by a 64-bit hash over letters and digits without case, width and separators.
/// </summary>
internal static class Identifier
{
    private const int MinLength = 6;
    private const int MinDigits = 3;
    private const int MaxLength = 100;

    /// <summary>The value's hash; null when the value points at nobody.</summary>
    public static ulong? Of(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (value.Length is < MinLength or > MaxLength)
        {
            return null;
        }

        return value.Contains('@') ? OfAddress(value) : OfCode(value);
    }

    public static ulong? OfAddress(ReadOnlySpan<char> address)
    {
        var at = address.IndexOf('@');
        return at > 0 && at < address.Length - 3 && !address[(at + 1)..].Contains('@')
            ? Hash(address, all: true)
            : null;
    }

    public static ulong? OfCode(ReadOnlySpan<char> code)
    {
        var length = 0;
        var digits = 0;
        foreach (var read in code)
        {
            var c = Narrow(read);
            if (char.IsAsciiLetterOrDigit(c))
            {
                length++;
                digits += char.IsAsciiDigit(c) ? 1 : 0;
            }
            else if (!IsSeparator(c))
            {
                // Amounts, dates and sentences are full of other signs, and point at nobody.
                return null;
            }
        }

        return length >= MinLength && digits >= MinDigits ? Hash(code, all: false) : null;
    }

    public static bool IsSeparator(char c) => c is '-' or '_' or '\u2010' or '\u2212';

    /// <summary>Full-width forms as the plain ones they stand for.</summary>
    public static char Narrow(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    private static ulong Hash(ReadOnlySpan<char> text, bool all)
    {
        // FNV-1a with a final mix: the bits must be good enough to be cut down to a table index.
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var read in text)
        {
            var c = Narrow(read);
            if (all || char.IsAsciiLetterOrDigit(c))
            {
                hash = (hash ^ char.ToLowerInvariant(c)) * 1_099_511_628_211UL;
            }
        }

        hash = (hash ^ (hash >> 32)) * 0xD6E8_FEB8_6659_FD93UL;
        return hash ^ (hash >> 32);
    }
}
