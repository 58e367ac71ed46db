namespace OrleansMail.Guard;

/// <summary>Check digits of numbers that must not go out by mail.</summary>
internal static class NumberChecks
{
    private const int MyNumberLength = 12;

    /// <summary>
    /// Twelve digits whose last one fits the others (個人番号, 行政手続における特定の個人を識別するための番号の利用等に関する法律施行令
    /// art. 8 and its ministerial order). One random number in eleven fits too.
    /// </summary>
    public static bool IsMyNumber(ReadOnlySpan<char> digits)
    {
        if (digits.Length != MyNumberLength)
        {
            return false;
        }

        var sum = 0;
        for (var n = 1; n < MyNumberLength; n++)
        {
            // Counted from the right, the check digit left out.
            sum += (digits[MyNumberLength - 1 - n] - '0') * (n <= 6 ? n + 1 : n - 5);
        }

        var rest = sum % 11;
        return digits[^1] - '0' == (rest <= 1 ? 0 : 11 - rest);
    }

    /// <summary>Digits of a card: a length and first digits that cards have, and the check digit of ISO/IEC 7812-1 (Luhn).</summary>
    public static bool IsCard(ReadOnlySpan<char> digits)
    {
        var isKnown = digits.Length switch
        {
            16 => digits[0] is '4' or '5' || digits.StartsWith("35") || digits.StartsWith("22") || digits.StartsWith("6011")
                || digits.StartsWith("65"),
            15 => digits.StartsWith("34") || digits.StartsWith("37"),
            14 => digits.StartsWith("36") || digits.StartsWith("38") || digits.StartsWith("30"),
            _ => false,
        };
        return isKnown && HasLuhn(digits);
    }

    private static bool HasLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
