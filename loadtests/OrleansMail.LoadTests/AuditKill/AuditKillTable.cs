using System.Globalization;

namespace OrleansMail.AuditKill;

/// <summary>Prints a trial of the audit trail.</summary>
internal static class AuditKillTable
{
    private const int Told = 10;

    /// <param name="whole">All effects against all entries, after the last kill.</param>
    public static void Print(
        TextWriter output, IReadOnlyList<AuditKillMoment> moments, AuditVerdict whole, bool isIntact)
    {
        output.WriteLine("moment   after  answered  cut  effects  without entry  without effect");
        for (var index = 0; index < moments.Count; index++)
        {
            var one = moments[index];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{index + 1,6}  {one.Delay.TotalMilliseconds,3:0} ms  {one.Answered,8}  {one.Cut,3}  {one.Verdict.Effects,7}  "
                + $"{one.Verdict.WithoutEntry.Count,13}  {one.Verdict.WithoutEffect,14}"));
        }

        foreach (var effect in moments.SelectMany(one => one.Verdict.WithoutEntry).Concat(whole.WithoutEntry).Take(Told))
        {
            output.WriteLine($"BREACH: no entry for {effect}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"audit-kill: {moments.Count} moments, {whole.Effects} effects, "
            + $"{moments.Sum(one => one.Verdict.WithoutEntry.Count) + whole.WithoutEntry.Count} without an entry, "
            + $"{whole.WithoutEffect} entries without an effect, "
            + $"{moments.Count(one => one.Verdict.WithoutEffect > 0)} kills between entry and action, "
            + $"trails {(isIntact ? "intact" : "NOT INTACT")}"));
    }
}
