using System.CommandLine;
using OrleansMail.Trials;

namespace OrleansMail.Scale;

/// <summary><c>scale</c>: what several silos give against one, where the receiver's latency and not the machine is the limit.</summary>
internal static class ScaleCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static Command Create()
    {
        var silos = TrialInputs.Number("--silos", "Silos of the larger cluster", 3);
        var recipients = TrialInputs.Number("--recipients-each", "Recipients for each silo", 10_000);
        var runs = TrialInputs.Number("--runs", "Runs of each cluster, by turns; medians count", 3);
        var latency = TrialInputs.Number("--sink-latency", "Milliseconds that the sink holds back its replies", 100);
        var program = TrialInputs.Program();
        var goals = TrialInputs.Goals();
        var keep = TrialInputs.Keep();
        var command = new Command("scale", "Measures several silos on one PostgreSQL against one, by turns. Needs root.")
        {
            silos, recipients, runs, latency, program, goals, keep,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new ScaleOptions(
                parsed.GetValue(silos),
                parsed.GetValue(recipients),
                parsed.GetValue(runs),
                TimeSpan.FromMilliseconds(parsed.GetValue(latency)),
                parsed.GetValue(program)!.FullName,
                parsed.GetValue(goals));
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return TrialRun.CarryAsync(
                "scale",
                Longest,
                parsed.GetValue(keep),
                errors,
                (folder, bound) => new ScaleTrial(options, folder, TimeProvider.System).RunAsync(output, errors, bound),
                cancellation);
        });
        return command;
    }
}
