using OrleansMail.Measures;

namespace OrleansMail.Compare;

/// <summary>A program against another, by pairs of runs that were made one right after the other.</summary>
/// <param name="Ratios">Of each pair, in their order: the program's figure by that of the program before.</param>
/// <param name="Allowed">How much less is allowed, as a share: 0.05.</param>
internal sealed record Comparison(IReadOnlyList<double> Ratios, double Allowed)
{
    /// <summary>With fewer pairs a verdict would be luck.</summary>
    public const int FewestPairs = 3;

    // One stray pair in five may be the machine's; with three pairs none may.
    private const double StrayShare = 0.25;

    public static Comparison Of(IReadOnlyList<double> before, IReadOnlyList<double> after, double allowed) => before.Count == after.Count
        ? new Comparison([.. before.Zip(after, (old, now) => now / old)], allowed)
        : throw new ArgumentException("Runs come in pairs.", nameof(after));

    /// <summary>Median, least and greatest of the pairs.</summary>
    public Spread Spread => Spread.Of(Ratios.Select(ratio => (double?)ratio))!;

    /// <summary>Nearly all pairs and their median must say the same.</summary>
    public Shown Verdict
    {
        get
        {
            if (Ratios.Count < FewestPairs)
            {
                return Shown.Nothing;
            }

            var good = Ratios.Count(IsGood);
            var isGood = IsGood(Spread.Median);
            var stray = isGood ? Ratios.Count - good : good;
            return stray >= StrayShare * Ratios.Count ? Shown.Nothing : isGood ? Shown.Holds : Shown.Broken;
        }
    }

    private bool IsGood(double ratio) => ratio >= 1 - Allowed;
}
