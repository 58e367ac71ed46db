using System.Globalization;

namespace OrleansMail.Smtp;

/// <summary>
/// An enhanced status code, <c>class.subject.detail</c>: class 2, 4 or 5, the others 0 to 999. RFC 3463 §2.
/// </summary>
public readonly record struct EnhancedCode(int Class, int Subject, int Detail)
{
    /// <summary>Reads a code at the start of <paramref name="text"/>; it must end there or at white space.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EnhancedCode code, out int length)
    {
        code = default;
        length = text.IndexOfAny(' ', '\t');
        length = length < 0 ? text.Length : length;
        var word = text[..length];
        Span<Range> parts = stackalloc Range[4];
        if (word.Split(parts, '.') != 3
            || word[parts[0]] is not ("2" or "4" or "5")
            || !TryNumber(word[parts[1]], out var subject)
            || !TryNumber(word[parts[2]], out var detail))
        {
            length = 0;
            return false;
        }

        code = new EnhancedCode(word[0] - '0', subject, detail);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        return digits.Length is >= 1 and <= 3
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
