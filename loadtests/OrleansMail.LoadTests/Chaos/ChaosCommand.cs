using System.CommandLine;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary><c>chaos</c>: a cluster that is broken in thirteen ways while it sends a campaign, then every line compared.</summary>
internal static class ChaosCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(40);

    public static Command Create()
    {
        var recipients = TrialInputs.Number("--recipients", "Recipients of the campaign", 200_000);
        var faults = TrialInputs.Number("--faults", "How many faults there are while it is sent", 50);
        var seed = TrialInputs.Number("--seed", "Draws kinds, silos, moments and lengths of the faults", 1);
        var kinds = new Option<FaultKind[]>("--kind")
        {
            Description = "Only faults of this kind; may be repeated",
            DefaultValueFactory = _ => [],
        };
        var perSecond = TrialInputs.Number("--per-second", "Most deliveries of an address in a second; 0 for no limit", 80);
        var latency = TrialInputs.Number("--sink-latency", "Milliseconds that the sink holds back its replies", 100);
        var program = TrialInputs.Program();
        var goals = TrialInputs.Goals();
        var keep = TrialInputs.Keep();
        var command = new Command(
            "chaos", "Breaks a cluster of three silos on PostgreSQL and proves that nobody is lost or sent twice. Needs root.")
        {
            recipients, faults, seed, kinds, perSecond, latency, program, goals, keep,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new ChaosOptions(
                parsed.GetValue(recipients),
                parsed.GetValue(faults),
                parsed.GetValue(seed),
                parsed.GetValue(kinds)!,
                parsed.GetValue(perSecond),
                TimeSpan.FromMilliseconds(parsed.GetValue(latency)),
                parsed.GetValue(program)!.FullName,
                parsed.GetValue(goals)),
            parsed.GetValue(keep),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    private static Task<int> RunAsync(
        ChaosOptions options, bool keep, TextWriter output, TextWriter errors, CancellationToken cancellation) =>
        TrialRun.CarryAsync(
            "chaos",
            Longest,
            keep,
            errors,
            (folder, bound) => new ChaosTrial(options, folder, TimeProvider.System).RunAsync(output, errors, bound),
            cancellation);
}
