using System.Globalization;

namespace OrleansMail.AuditKill;

/// <summary>Prints a trial of the audit trail, kill by kill.</summary>
internal static class AuditKillTable
{
    private const int Told = 10;

    public static void Begin(TextWriter output) =>
        output.WriteLine("moment    after  answered  cut  effects  without entry  without effect");

    /// <summary>One kill, as soon as it is judged: the trial takes minutes.</summary>
    public static void Row(TextWriter output, int number, AuditKillMoment one) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{number,6}  {one.Delay.TotalMilliseconds,4:0} ms  {one.Answered,8}  {one.Cut,3}  {one.Verdict.Effects,7}  "
        + $"{one.Verdict.WithoutEntry.Count,13}  {one.Verdict.WithoutEffect,14}"));

    /// <param name="whole">All effects against all entries, after the last kill.</param>
    public static void End(
        TextWriter output, IReadOnlyList<AuditKillMoment> moments, AuditVerdict whole, bool isIntact)
    {
        foreach (var effect in moments.SelectMany(one => one.Verdict.WithoutEntry).Concat(whole.WithoutEntry).Take(Told))
        {
            output.WriteLine($"BREACH: no entry for {effect}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"audit-kill: {moments.Count} moments, {moments.Sum(one => one.Answered)} actions answered, {whole.Effects} effects, "
            + $"{moments.Sum(one => one.Verdict.WithoutEntry.Count) + whole.WithoutEntry.Count} without an entry, "
            + $"{whole.WithoutEffect} entries without an effect, "
            + $"{moments.Count(one => one.Verdict.WithoutEffect > 0)} kills between entry and action, "
            + $"trails {(isIntact ? "intact" : "NOT INTACT")}"));
    }
}
