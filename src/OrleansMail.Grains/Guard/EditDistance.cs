namespace OrleansMail.Guard;

/// <summary>Whether two words are one slip of the finger apart (Damerau-Levenshtein distance 1).</summary>
internal static class EditDistance
{
    public static bool IsOne(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var same = left.CommonPrefixLength(right);
        left = left[same..];
        right = right[same..];
        return (left.Length - right.Length) switch
        {
            1 => left[1..].SequenceEqual(right),
            -1 => right[1..].SequenceEqual(left),
            0 => left.Length > 0 && (left[1..].SequenceEqual(right[1..]) || IsSwap(left, right)),
            _ => false,
        };
    }

    private static bool IsSwap(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..]);
}
