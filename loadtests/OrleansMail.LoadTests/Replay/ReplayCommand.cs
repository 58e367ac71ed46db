using System.CommandLine;
using System.Globalization;
using OrleansMail.Measures;
using OrleansMail.Trials;

namespace OrleansMail.Replay;

/// <summary><c>replay</c>: sends a campaign through a real silo to a real sink and measures all of it.</summary>
internal static class ReplayCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(3);

    public static Command Create()
    {
        var inputs = new ReplayInputs();
        var command = new Command(
            "replay",
            "Replays an .eml and a CSV, given ones or ones of a shape; prints one table and writes an HTML report.");
        foreach (var option in inputs.Symbols)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var options = inputs.Read(parsed);
            var output = parsed.InvocationConfiguration.Output;
            var errors = parsed.InvocationConfiguration.Error;
            if (options.Fault() is { } fault)
            {
                await errors.WriteLineAsync($"No such replay: {fault}.");
                return 1;
            }

            return await TrialRun.CarryAsync(
                "replay",
                Longest,
                parsed.GetValue(inputs.Keep),
                errors,
                async (folder, bound) =>
                {
                    var runs = await RunAllAsync(options, folder, errors, bound);
                    var rows = FigureRow.Of([.. runs.Select(RunFigures.Of)]);
                    var machine = Machine.Read();
                    ReplayTable.Print(output, runs, rows, machine);
                    await File.WriteAllTextAsync(
                        parsed.GetValue(inputs.Report)!,
                        ReplayReport.Render(runs, machine, TrialRun.CommandLine(parsed)),
                        bound);
                    return runs.All(run => run.Breaches.Count == 0);
                },
                cancellation);
        });
        return command;
    }

    /// <summary>All runs, one after the other, each on a folder of its own.</summary>
    public static async Task<IReadOnlyList<RunResult>> RunAllAsync(
        ReplayOptions options, string folder, TextWriter progress, CancellationToken cancellation)
    {
        var files = await AudienceFiles.WriteAsync(options, folder, cancellation);
        var runs = new List<RunResult>();
        for (var run = 1; run <= options.Runs; run++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"run-{run}");
            var own = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            runs.Add(await new ReplayRun(options, files, own, TimeProvider.System).RunAsync(cancellation));
            var rate = Numbers.Text(RunFigures.Of(runs[^1])[0].Value, 0);
            await progress.WriteLineAsync($"{name}: {rate} messages/s");
        }

        return runs;
    }
}
