namespace OrleansMail.Compare;

/// <summary>Who is measured when: in pairs, and in each pair the other one first.</summary>
internal static class Turns
{
    /// <summary>
    /// For each run, whether it is one of the program before: B A, A B, B A … A machine that becomes slower or faster by and
    /// by, as shared ones do, is then as good or bad for both.
    /// </summary>
    /// <param name="pairs">At least 1.</param>
    public static IEnumerable<bool> OfBefore(int pairs) =>
        Enumerable.Range(0, pairs).SelectMany(pair => Enumerable.Repeat(pair % 2 == 0, 1).Append(pair % 2 != 0));
}
