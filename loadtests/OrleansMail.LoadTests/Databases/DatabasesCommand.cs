using System.CommandLine;
using OrleansMail.Replay;
using OrleansMail.Shapes;
using OrleansMail.Trials;

namespace OrleansMail.Databases;

/// <summary><c>databases</c>: what PostgreSQL costs for a message against SQLite.</summary>
internal static class DatabasesCommand
{
    private const int Sites = 10;
    private const int SizeKilobytes = 10;
    private const int RsaSeconds = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    public static Command Create()
    {
        var recipients = TrialInputs.Number("--recipients", "Recipients of each replay", 100_000);
        var runs = TrialInputs.Number("--runs", "Runs of each database, by turns; medians count", 3);
        var settings = TrialInputs.SiloSettings();
        var program = TrialInputs.Program();
        var goals = TrialInputs.Goals();
        var keep = TrialInputs.Keep();
        var command = new Command("databases", "Measures one silo on SQLite and on PostgreSQL, by turns. Needs root.")
        {
            recipients, runs, settings, program, goals, keep,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var replay = new ReplayOptions(
                new AudienceShape(parsed.GetValue(recipients), Sites, [], SizeKilobytes, false, 0, Seed: 1),
                null,
                null,
                Runs: 1,
                new ReceiverOptions(false, TimeSpan.Zero, 0, 0, 0, Tls: false),
                1,
                null,
                parsed.GetValue(settings)!,
                parsed.GetValue(program)!.FullName,
                RsaSeconds);
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return TrialRun.CarryAsync(
                "databases",
                Longest,
                parsed.GetValue(keep),
                errors,
                (folder, bound) => replay.Fault() is { } fault
                    ? throw new TrialException($"No such replay: {fault}.")
                    : new DatabasesTrial(new DatabasesOptions(replay, parsed.GetValue(runs), parsed.GetValue(goals)), folder)
                        .RunAsync(output, errors, bound),
                cancellation);
        });
        return command;
    }
}
