using OrleansMail.Measures;
using OrleansMail.Replay;

namespace OrleansMail.Figures;

/// <summary>What one silo on one machine has to reach.</summary>
internal static class Goals
{
    /// <param name="small">The replays of few recipients.</param>
    /// <param name="large">The replays of many.</param>
    /// <param name="paused">The replays with a pause.</param>
    /// <param name="recipients">How many the large ones have.</param>
    public static IReadOnlyList<Goal> Of(
        IReadOnlyList<RunResult> small,
        IReadOnlyList<RunResult> large,
        IReadOnlyList<RunResult> paused,
        string recipients)
    {
        var memory = Median(large, RunFigures.HighWater);
        var rate = Median(large, RunFigures.Rate);
        return
        [
            new("messages/s ÷ RSA-2048 signatures/s of all cores", "", 0.6, true, Median(large, RunFigures.Ratio), 2),
            new("CPU of the silo for a message, beside its RSA signature", "µs", 150, false, Median(large, RunFigures.BesideRsa)),
            new("allocated by the silo for a message", "KB", 4, false, Median(large, RunFigures.Allocations), 1),
            new($"memory of the silo, {recipients} recipients", "MB", 400, false, memory),
            new($"memory at {recipients} ÷ memory at 10,000 recipients", "", 1.2, false,
                memory / Median(small, RunFigures.HighWater), 2),
            new($"rate at {recipients} ÷ rate at 10,000 recipients", "", 0.9, true,
                rate / Median(small, RunFigures.Rate), 2),
            new("import, sealed and durable", "rows/s", 50_000, true, Median(large, RunFigures.Import)),
            new("check, every mail of the audience read", "rows/s", 20_000, true, Median(large, RunFigures.Check)),
            new($"start to first mail accepted, {recipients} recipients", "s", 1, false, Median(large, RunFigures.FirstMail), 2),
            new("pause to last mail, from the start of the command", "s", 1, false, Median(paused, RunFigures.LastAfterAsking), 2),
            new("pause to last mail, from the answer of the command", "s", 1, false, Median(paused, RunFigures.LastAfterAnswer), 2),
        ];
    }

    private static double? Median(IReadOnlyList<RunResult> runs, string name) => Spread.Of(
        runs.Select(run => RunFigures.Of(run).First(figure => figure.Name == name).Value))?.Median;
}
