using System.CommandLine;
using OrleansMail.Trials;

namespace OrleansMail.Upgrades;

/// <summary><c>upgrade</c>: the silos of a cluster are replaced one by one while it sends, then every line compared.</summary>
internal static class UpgradeCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public static Command Create()
    {
        var recipients = TrialInputs.Number("--recipients", "Recipients of the campaign", 20_000);
        var latency = TrialInputs.Number("--sink-latency", "Milliseconds that the sink holds back its replies", 100);
        var program = TrialInputs.Program();
        var from = new Option<FileInfo>("--from")
        {
            Description = "The orleansmail.dll that the silos run at first; by default that of --program: a rolling restart",
        };
        var keep = TrialInputs.Keep();
        var command = new Command(
            "upgrade",
            "Replaces the silos of a cluster on PostgreSQL one by one while it sends, and proves that nothing but the time changes. Needs root.")
        {
            recipients, latency, from.AcceptExistingOnly(), program, keep,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new UpgradeOptions(
                parsed.GetValue(recipients),
                TimeSpan.FromMilliseconds(parsed.GetValue(latency)),
                (parsed.GetValue(from) ?? parsed.GetValue(program)!).FullName,
                parsed.GetValue(program)!.FullName),
            parsed.GetValue(keep),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    private static Task<int> RunAsync(
        UpgradeOptions options, bool keep, TextWriter output, TextWriter errors, CancellationToken cancellation) =>
        TrialRun.CarryAsync(
            "upgrade",
            Longest,
            keep,
            errors,
            (folder, bound) => new UpgradeTrial(options, folder, TimeProvider.System).RunAsync(output, errors, bound),
            cancellation);
}
