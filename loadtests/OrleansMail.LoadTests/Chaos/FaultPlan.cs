namespace OrleansMail.Chaos;

/// <summary>Draws the faults of a trial: the same for the same seed.</summary>
internal static class FaultPlan
{
    /// <summary>How often a kind is drawn, and how many seconds it lasts.</summary>
    private static (int Weight, double Least, double Most) Of(FaultKind kind) => kind switch
    {
        FaultKind.Kill => (8, 0.5, 6),

        // Longer than a claim counts (20 s), and than the others take to hold it for gone.
        FaultKind.Freeze => (1, 24, 30),
        FaultKind.LoseMachine => (1, 24, 30),
        FaultKind.CutSilo => (2, 5, 25),
        FaultKind.Partition => (2, 5, 25),
        FaultKind.CutDatabase => (2, 5, 25),
        FaultKind.KillDatabase => (2, 0.5, 6),
        FaultKind.Drain => (2, 0.5, 2),
        FaultKind.ClockAhead or FaultKind.ClockBack => (2, 5, 25),
        FaultKind.FullDisk => (2, 5, 15),
        FaultKind.FailOver => (2, 1, 10),
        FaultKind.FullFolder => (2, 1, 6),
    };

    /// <param name="only">The kinds to draw from; none for all.</param>
    public static List<Fault> Draw(int count, int seed, params IReadOnlyCollection<FaultKind> only)
    {
        // A trial that can be repeated, not a secret.
        var random = new Random(seed);
        var kinds = only.Count == 0 ? Enum.GetValues<FaultKind>() : [.. only];
        random.Shuffle(kinds);

        // Each kind once at least, as far as there is room; then by weight.
        var urn = kinds.SelectMany(kind => Enumerable.Repeat(kind, Of(kind).Weight)).ToArray();
        return
        [
            .. Enumerable.Range(0, count).Select(index =>
            {
                var kind = index < kinds.Length ? kinds[index] : urn[random.Next(urn.Length)];
                var (_, least, most) = Of(kind);
                return new Fault(
                    kind,
                    random.Next(ChaosOptions.Silos) + 1,
                    TimeSpan.FromSeconds(0.5 + (random.NextDouble() * 3)),
                    TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least))));
            }),
        ];
    }
}
