using System.CommandLine;
using OrleansMail.Measures;
using OrleansMail.Replay;
using OrleansMail.Reports;
using OrleansMail.Shapes;
using OrleansMail.Trials;

namespace OrleansMail.Figures;

/// <summary><c>figures</c>: everything that one silo has to reach, measured and held against its goals.</summary>
internal static class FiguresCommand
{
    private const int DefaultRecipients = 1_000_000;
    private const int SmallRecipients = 10_000;
    private const int PausedRecipients = 50_000;
    private const double PauseAt = 0.2;
    private const int Sites = 10;
    private const int SizeKilobytes = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    public static Command Create()
    {
        var recipients = TrialInputs.Number("--recipients", "Recipients of the large replays", DefaultRecipients);
        var runs = TrialInputs.Number("--runs", "Runs of each replay; medians count", 3);
        var seed = TrialInputs.Number("--seed", "Draws whatever is drawn", 1);
        var settings = TrialInputs.SiloSettings();
        var program = TrialInputs.Program();
        var report = TrialInputs.Report("figures.html");
        var goals = TrialInputs.Goals();
        var keep = TrialInputs.Keep();
        var command = new Command("figures", "Measures what one silo has to reach: goal, measured, reached.")
        {
            recipients, runs, seed, settings, program, report, goals, keep,
        };
        command.SetAction((parsed, cancellation) => TrialRun.CarryAsync(
            "figures",
            Longest,
            parsed.GetValue(keep),
            parsed.InvocationConfiguration.Error,
            async (folder, bound) =>
            {
                var options = new ReplayOptions(
                    new AudienceShape(parsed.GetValue(recipients), Sites, [], SizeKilobytes, false, 0, parsed.GetValue(seed)),
                    null,
                    null,
                    parsed.GetValue(runs),
                    new ReceiverOptions(false, TimeSpan.Zero, 0, 0, 0, Tls: false),
                    1,
                    null,
                    parsed.GetValue(settings)!,
                    parsed.GetValue(program)!.FullName,
                    3);
                if (options.Fault() is { } fault)
                {
                    throw new TrialException($"No such replay: {fault}.");
                }

                return await RunAsync(
                    options,
                    folder,
                    parsed.InvocationConfiguration,
                    parsed.GetValue(report)!,
                    parsed.GetValue(goals),
                    TrialRun.CommandLine(parsed),
                    bound);
            },
            cancellation));
        return command;
    }

    private static async Task<bool> RunAsync(
        ReplayOptions options,
        string folder,
        InvocationConfiguration streams,
        string report,
        FileInfo? goalFile,
        string command,
        CancellationToken cancellation)
    {
        var small = await ReplayAsync("small", options with { Shape = options.Shape with { Recipients = SmallRecipients } });
        var paused = await ReplayAsync("paused", options with
        {
            Shape = options.Shape with { Recipients = PausedRecipients },
            PauseAt = PauseAt,
        });
        var large = await ReplayAsync("large", options);
        var machine = Machine.Read();
        var goals = Goals.Of(small, large, paused, Numbers.Text(options.Shape.Recipients, 0));
        await streams.Output.WriteLineAsync(machine.ToString());
        foreach (var row in goals.Select(goal => goal.Row).Prepend(["figure", "goal", "measured", "reached"]))
        {
            await streams.Output.WriteLineAsync($"{row[0],-58}  {row[1],16}  {row[2],14}  {row[3]}");
        }

        await GoalFile.AppendAsync(goalFile, goals, cancellation);
        var all = (RunResult[])[.. small, .. paused, .. large];
        await File.WriteAllTextAsync(report, Render(goals, large, all, machine, command), cancellation);
        foreach (var breach in all.SelectMany(run => run.Breaches))
        {
            await streams.Output.WriteLineAsync($"BREACH: {breach}");
        }

        return all.All(run => run.Breaches.Count == 0);

        Task<IReadOnlyList<RunResult>> ReplayAsync(string name, ReplayOptions replay) => ReplayCommand.RunAllAsync(
            replay, Directory.CreateDirectory(Path.Combine(folder, name)).FullName, streams.Error, cancellation);
    }

    private static string Render(
        IReadOnlyList<Goal> goals,
        IReadOnlyList<RunResult> large,
        IReadOnlyList<RunResult> all,
        Machine machine,
        string command)
    {
        var page = new Html();
        foreach (var breach in all.SelectMany(run => run.Breaches))
        {
            page.Paragraph(breach, "bad");
        }

        page.Paragraph(machine.ToString()).Command(command);
        page.Table(["figure", "goal", "measured", "reached"], goals.Select(goal => goal.Row));
        ReplayReport.Append(page, large);
        return page.Render("OrleansMail: figures of one silo");
    }
}
