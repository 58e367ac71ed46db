using OrleansMail.Measures;
using OrleansMail.Replay;

namespace OrleansMail.Compare;

/// <summary>Prints a comparison.</summary>
internal static class CompareTable
{
    private static readonly string[] Head =
        ["figure", "before: median", "least to greatest", "now: median", "least to greatest", "now ÷ before", "unit"];

    public static void Print(
        TextWriter output, IReadOnlyList<ComparedRow> rows, Comparison rate, Comparison ofLimit, Machine machine)
    {
        output.WriteLine(machine.ToString());
        output.WriteLine(Line(Head));
        foreach (var row in rows)
        {
            output.WriteLine(Line(
            [
                row.Before.First.Name, row.Before.Median, Range(row.Before), row.After.Median, Range(row.After),
                Numbers.Text(row.Ratio, 3), row.Before.First.Unit,
            ]));
        }

        output.WriteLine(Sentence("messages/s, pair by pair", rate));
        output.WriteLine(Sentence("messages ÷ RSA signatures, pair by pair", ofLimit));
    }

    /// <summary>The pairs, and what they show.</summary>
    public static string Sentence(string what, Comparison comparison)
    {
        var pairs = string.Join(", ", comparison.Ratios.Select(ratio => Numbers.Text(ratio, 3)));
        var allowed = Numbers.Text(comparison.Allowed * 100, 1);
        var verdict = comparison.Verdict switch
        {
            Shown.Holds => $"not more than {allowed} % below before: SHOWN",
            Shown.Broken => $"more than {allowed} % below before: NOT REACHED",
            Shown.Nothing when comparison.Ratios.Count < Comparison.FewestPairs =>
                $"NOTHING SHOWN: fewer than {Numbers.Text(Comparison.FewestPairs, 0)} pairs",
            Shown.Nothing => "NOTHING SHOWN: the pairs lie on both sides; more --runs, and nothing else on the machine",
        };
        return $"{what}: {pairs} (median {Numbers.Text(comparison.Spread.Median, 3)}): {verdict}";
    }

    private static string Line(string[] cells) =>
        $"{cells[0],-34}  {cells[1],16}  {cells[2],22}  {cells[3],16}  {cells[4],22}  {cells[5],12}  {cells[6]}";

    private static string Range(FigureRow row) => row.Spread is null ? "" : $"{row.Least} to {row.Greatest}";
}
