using System.Globalization;
using OrleansMail.Measures;

namespace OrleansMail.Replay;

/// <summary>Prints a replay.</summary>
internal static class ReplayTable
{
    public static void Print(TextWriter output, IReadOnlyList<RunResult> runs, IReadOnlyList<FigureRow> rows, Machine machine)
    {
        output.WriteLine(machine.ToString());
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{"figure",-34}  {"median",14}  {"least",12}  {"greatest",12}  unit"));
        foreach (var row in rows)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.First.Name,-34}  {row.Median,14}  {row.Least,12}  {row.Greatest,12}  {row.First.Unit}"));
        }

        foreach (var phase in runs.SelectMany(run => run.Meters?.Phases ?? []).GroupBy(phase => phase.Phase, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"latency of {phase.Key,-23}  {Milliseconds(phase.Select(of => of.Half)),14}  "
                + $"{Milliseconds(phase.Select(of => of.Most)),12}  {Milliseconds(phase.Select(of => of.NearlyAll)),12}  "
                + $"ms: median, 95 %, 99 %"));
        }

        foreach (var breach in runs.SelectMany(run => run.Breaches))
        {
            output.WriteLine($"BREACH: {breach}");
        }

        output.WriteLine(Verdict(runs));
    }

    /// <summary>One sentence: what was sent, and whether sink and ledger agree.</summary>
    public static string Verdict(IReadOnlyList<RunResult> runs)
    {
        var breaches = runs.Sum(run => run.Breaches.Count);
        var recipients = runs[0].Campaigns.Sum(campaign => campaign.Recipients);
        var against = runs[0].SinkCounts is null ? "the ledger is complete" : "sink and ledger agree line by line";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{runs.Count} runs of {recipients:N0} recipients: ")
            + (breaches == 0 ? against : string.Create(CultureInfo.InvariantCulture, $"{breaches} breaches"));
    }

    private static string Milliseconds(IEnumerable<double> seconds) =>
        Numbers.Text(Spread.Of(seconds.Select(value => (double?)value))!.Median * 1000, 2);
}
