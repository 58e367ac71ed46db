using System.Globalization;
using OrleansMail.Kill;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>Prints a trial of chaos.</summary>
internal static class ChaosTable
{
    /// <summary>In so much time the work of a silo that is gone has been taken over.</summary>
    private static readonly TimeSpan Takeover = TimeSpan.FromSeconds(30);

    public static string Line(int number, FaultMoment moment) => string.Create(
        CultureInfo.InvariantCulture,
        $"{number,3}  {Words(moment.Fault),-20}  {moment.Progress * 100,6:0.0} %  for {moment.Fault.For.TotalSeconds,4:0.0} s"
        + $"  silence {moment.Silence.TotalSeconds,4:0.0} s  ended by themselves {moment.Revived}");

    /// <returns>True if every promise held.</returns>
    public static bool Print(
        TextWriter output, IReadOnlyList<FaultMoment> moments, IReadOnlyList<OutcomeLine> outcomes, KillVerdict verdict)
    {
        var breaches = verdict.Breaches.ToList();
        foreach (var kind in moments.GroupBy(moment => moment.Fault.Kind).OrderBy(kind => kind.Key))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.Key,-14}  {kind.Count(),3} times  longest silence {kind.Max(moment => moment.Silence).TotalSeconds,5:0.0} s"));
        }

        breaches.AddRange(moments
            .Where(moment => moment.Fault.Kind == FaultKind.Kill && moment.Silence > Takeover)
            .Select(moment => string.Create(
                CultureInfo.InvariantCulture, $"after a kill nobody sent for {moment.Silence.TotalSeconds:0.0} s")));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{moments.Count} faults, {outcomes.Count} recipients: {verdict.Lost} lost, {verdict.Twice} sent twice, "
            + $"{verdict.Unknown} Unknown; found in doubt {Late(moments, outcomes)} s after a fault at most"));
        foreach (var breach in breaches)
        {
            output.WriteLine($"BREACH: {breach}");
        }

        return breaches.Count == 0;
    }

    private static string Words(Fault fault) => fault.Kind is FaultKind.KillDatabase
        ? "KillDatabase"
        : $"{fault.Kind} {ChaosSilo.NameOf(fault.Silo)}";

    /// <summary>
    /// The longest from a fault to the record of a recipient whose mail it left in doubt: by then somebody else, or the
    /// silo itself when it ran again, had taken the chunk over.
    /// </summary>
    private static string Late(IReadOnlyList<FaultMoment> moments, IReadOnlyList<OutcomeLine> outcomes)
    {
        var late = outcomes
            .Where(line => line.Outcome == OutcomeLine.InDoubt && line.At is not null)
            .Select(line => (line.At!.Value - moments.Last(moment => moment.Began <= line.At).Began).TotalSeconds)
            .DefaultIfEmpty(0);
        return late.Max().ToString("0.0", CultureInfo.InvariantCulture);
    }
}
