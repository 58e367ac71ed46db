using System.Globalization;
using OrleansMail.Kill;
using OrleansMail.Measures;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>Prints a trial of chaos.</summary>
internal static class ChaosTable
{
    /// <summary>In so much time what a fault left has been taken over, and somebody sends.</summary>
    private static readonly TimeSpan Takeover = TimeSpan.FromSeconds(30);

    /// <summary>Of a silo to its one site: each may be in the middle of a mail when the process is frozen.</summary>
    private const int Sessions = 20;

    public static string Line(int number, FaultMoment moment) => string.Create(
        CultureInfo.InvariantCulture,
        $"{number,3}  {Words(moment.Fault),-20}  {moment.Progress * 100,6:0.0} %  for {moment.Fault.For.TotalSeconds,4:0.0} s"
        + $"  silence {moment.Silence.TotalSeconds,4:0.0} s  ended by themselves {moment.Revived}");

    /// <param name="most">The most mails of one address within the window of <see cref="PaceCheck"/>.</param>
    /// <param name="late">Mails that arrived after their recipients had been recorded Unknown.</param>
    /// <returns>True if every promise held.</returns>
    public static bool Print(
        TextWriter output,
        ChaosOptions options,
        IReadOnlyList<FaultMoment> moments,
        IReadOnlyList<OutcomeLine> outcomes,
        KillVerdict verdict,
        int most,
        int late)
    {
        var breaches = verdict.Breaches.ToList();
        if (PaceCheck.Breach(most, options.PerSecond) is { } tooFast)
        {
            breaches.Add(tooFast);
        }

        // What a lost machine had handed to its kernel may arrive when packets do again.
        var begun = moments.Count(moment => moment.Fault.Kind is FaultKind.Freeze or FaultKind.LoseMachine) * Sessions;
        if (late > begun)
        {
            breaches.Add(string.Create(
                CultureInfo.InvariantCulture, $"{late} mails sent after they were called Unknown; {begun} may have been begun before"));
        }

        var waits = Waits(moments, outcomes);
        foreach (var kind in moments.GroupBy(moment => moment.Fault.Kind).OrderBy(kind => kind.Key))
        {
            var found = waits.Where(wait => wait.Kind == kind.Key).Select(wait => wait.Time.TotalSeconds);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.Key,-14}  {kind.Count(),3} times  longest silence {kind.Max(moment => moment.Silence).TotalSeconds,5:0.0} s"
                + $"  {found.Count(),4} in doubt, the last found after {found.DefaultIfEmpty(0).Max(),5:0.0} s"));
        }

        breaches.AddRange(moments
            .Where(moment => IsGone(moment.Fault.Kind) && moment.Silence > Takeover)
            .Select(moment => string.Create(
                CultureInfo.InvariantCulture, $"after a kill nobody sent for {moment.Silence.TotalSeconds:0.0} s")));
        breaches.AddRange(waits
            .Where(wait => wait.Time > Takeover)
            .Take(1)
            .Select(wait => string.Create(
                CultureInfo.InvariantCulture, $"what {wait.Kind} left was taken over after {wait.Time.TotalSeconds:0.0} s")));
        var longest = waits.Select(wait => wait.Time.TotalSeconds).DefaultIfEmpty(0).Max();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{moments.Count} faults, {outcomes.Count} recipients: {verdict.Lost} lost, {verdict.Twice} sent twice, "
            + $"{verdict.Unknown} Unknown; found in doubt {longest:0.0} s after a fault at most"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"most mails of an address within {PaceCheck.Window.TotalSeconds:0} s: {most} of {PaceCheck.Allowed(options.PerSecond)} that "
            + $"{options.PerSecond}/s allows; arrived after they were called Unknown: {late}"));
        foreach (var breach in breaches)
        {
            output.WriteLine($"BREACH: {breach}");
        }

        return breaches.Count == 0;
    }

    /// <summary>What every cluster has to reach when silos are killed or their machines lost.</summary>
    public static IReadOnlyList<Goal> Goals(
        IReadOnlyList<FaultMoment> moments, IReadOnlyList<OutcomeLine> outcomes, KillVerdict verdict)
    {
        var gone = moments.Where(moment => IsGone(moment.Fault.Kind)).ToArray();
        var waits = Waits(moments, outcomes).Where(wait => IsGone(wait.Kind)).Select(wait => wait.Time.TotalSeconds);
        double? silence = gone.Length > 0 ? gone.Max(moment => moment.Silence.TotalSeconds) : null;
        double? taken = gone.Length > 0 ? waits.DefaultIfEmpty(0).Max() : null;
        var times = string.Create(CultureInfo.InvariantCulture, $"{gone.Length} silos killed with -9");
        return
        [
            new($"{times}: longest time without mail", "s", Takeover.TotalSeconds, false, silence, 1),
            new($"{times}: the last of their leases was taken over after", "s", Takeover.TotalSeconds, false, taken, 1),
            new($"{times}: lost or sent twice, of {Numbers.Text(outcomes.Count, 0)}", "", 0, false, verdict.Lost + verdict.Twice),
        ];
    }

    /// <summary>The silo does not come back as it was: others have to take its work over.</summary>
    private static bool IsGone(FaultKind kind) => kind is FaultKind.Kill or FaultKind.LoseMachine;

    private static string Words(Fault fault) => fault.Kind is FaultKind.KillDatabase or FaultKind.FullDisk or FaultKind.FailOver
        ? fault.Kind.ToString()
        : $"{fault.Kind} {ChaosSilo.NameOf(fault.Silo)}";

    /// <summary>
    /// From a fault to the record of each recipient whose mail it left in doubt: by then somebody else, or the silo itself when
    /// it ran again, had taken the chunk over. Longest first.
    /// </summary>
    private static List<(FaultKind Kind, TimeSpan Time)> Waits(
        IReadOnlyList<FaultMoment> moments, IReadOnlyList<OutcomeLine> outcomes) =>
    [
        .. from line in outcomes
           where line is { Outcome: OutcomeLine.InDoubt, At: not null }
           let moment = moments.LastOrDefault(moment => moment.Began <= line.At)
           where moment is not null
           let time = line.At!.Value - moment.Began
           orderby time descending
           select (moment.Fault.Kind, time),
    ];
}
