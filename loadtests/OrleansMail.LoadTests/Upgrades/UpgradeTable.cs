using System.Globalization;
using OrleansMail.Kill;
using OrleansMail.Trials;

namespace OrleansMail.Upgrades;

/// <summary>Prints a trial of an upgrade.</summary>
internal static class UpgradeTable
{
    public static string Line(UpgradeStep step) => string.Create(
        CultureInfo.InvariantCulture,
        $"{step.Silo}  at {step.Progress * 100,4:0.0} %  drained in {step.Drain.TotalSeconds,4:0.0} s  started in "
        + $"{step.Start.TotalSeconds,4:0.0} s  longest without mail {step.Silence.TotalSeconds,4:0.0} s");

    /// <param name="outcomes">As the program that runs in the end tells them.</param>
    /// <param name="toldByOlder">The same, told to the older program's command; null where there is none.</param>
    /// <param name="took">From the start of the campaign to its end.</param>
    /// <returns>True if every promise held.</returns>
    public static bool Print(
        TextWriter output,
        IReadOnlyList<OutcomeLine> outcomes,
        IReadOnlyList<OutcomeLine>? toldByOlder,
        KillVerdict verdict,
        TimeSpan took,
        TimeSpan silence)
    {
        var breaches = verdict.Breaches.ToList();
        foreach (var kind in outcomes.CountBy(line => line.Outcome).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Key,-12}  {kind.Value,8}"));
            if (kind.Key is not (OutcomeLine.Delivered or OutcomeLine.InDoubt))
            {
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{kind.Value} {kind.Key}, though the receiver took every mail"));
            }
        }

        foreach (var line in outcomes.Where(line => line.Outcome == OutcomeLine.InDoubt))
        {
            output.WriteLine($"Unknown: {line.Recipient}");
        }

        if (toldByOlder is not null && !toldByOlder.Order(ByRecipient).SequenceEqual(outcomes.Order(ByRecipient)))
        {
            breaches.Add("the older program's command tells other outcomes");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcomes.Count} recipients in {took.TotalSeconds:0.0} s: {verdict.Lost} lost, {verdict.Twice} sent twice, "
            + $"{verdict.Unknown} Unknown; longest without mail {silence.TotalSeconds:0.0} s"));
        foreach (var breach in breaches)
        {
            output.WriteLine($"BREACH: {breach}");
        }

        return breaches.Count == 0;
    }

    private static readonly Comparer<OutcomeLine> ByRecipient =
        Comparer<OutcomeLine>.Create((left, right) => string.CompareOrdinal(left.Recipient, right.Recipient));
}
