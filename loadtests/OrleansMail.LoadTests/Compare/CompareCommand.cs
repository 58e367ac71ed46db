using System.CommandLine;
using OrleansMail.Measures;
using OrleansMail.Replay;
using OrleansMail.Shapes;
using OrleansMail.Trials;

namespace OrleansMail.Compare;

/// <summary><c>compare</c>: the program against an older one, run by run in turns, on the same files and sink.</summary>
internal static class CompareCommand
{
    private const int DefaultRecipients = 100_000;
    private const double Percent = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    public static Command Create()
    {
        var shape = new ShapeInputs(DefaultRecipients);
        var before = new Option<FileInfo>("--before")
        {
            Description = "The orleansmail.dll to compare with, such as one published from an older commit",
            HelpName = "FILE",
            Required = true,
        }.AcceptExistingOnly();
        var runs = TrialInputs.Number("--runs", "Pairs of runs; fewer than 3 show nothing", Comparison.FewestPairs);
        var allowed = TrialInputs.Number("--allowed", "How many percent slower is allowed", 5);
        var rsaSeconds = TrialInputs.Number("--rsa-seconds", "How long `openssl speed` takes for each operation before each run", 3);
        var settings = TrialInputs.SiloSettings();
        var program = TrialInputs.Program();
        var keep = TrialInputs.Keep();
        var command = new Command(
            "compare",
            "Replays the same campaign with two programs in turns: medians, spread, and whether the newer one is as fast.")
        {
            before, runs, allowed, rsaSeconds, settings, program, keep,
        };
        foreach (var option in shape.Symbols)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => TrialRun.CarryAsync(
            "compare",
            Longest,
            parsed.GetValue(keep),
            parsed.InvocationConfiguration.Error,
            (folder, bound) => RunAsync(
                new ReplayOptions(
                    shape.Read(parsed),
                    ContentPath: null,
                    AudiencePath: null,
                    parsed.GetValue(runs),
                    new ReceiverOptions(false, TimeSpan.Zero, 0, 0, 0, Tls: false),
                    Campaigns: 1,
                    PauseAt: null,
                    parsed.GetValue(settings)!,
                    parsed.GetValue(program)!.FullName,
                    parsed.GetValue(rsaSeconds)),
                parsed.GetValue(before)!.FullName,
                parsed.GetValue(allowed) / Percent,
                parsed.InvocationConfiguration,
                folder,
                bound),
            cancellation));
        return command;
    }

    private static async Task<bool> RunAsync(
        ReplayOptions options,
        string before,
        double allowed,
        InvocationConfiguration streams,
        string folder,
        CancellationToken cancellation)
    {
        if (options.Fault() is { } fault)
        {
            throw new TrialException($"No such replay: {fault}.");
        }

        var (olds, news) = await new CompareTrial(options, before, streams.Error).RunAsync(folder, cancellation);
        var rows = ComparedRow.Of(Figures(olds), Figures(news));
        CompareTable.Print(
            streams.Output,
            rows,
            Comparison.Of(Values(olds, RunFigures.Rate), Values(news, RunFigures.Rate), allowed),
            Comparison.Of(Values(olds, RunFigures.Ratio), Values(news, RunFigures.Ratio), allowed),
            Machine.Read());
        foreach (var breach in olds.Concat(news).SelectMany(run => run.Breaches))
        {
            await streams.Output.WriteLineAsync($"BREACH: {breach}");
        }

        return olds.Concat(news).All(run => run.Breaches.Count == 0);
    }

    private static IReadOnlyList<IReadOnlyList<Figure>> Figures(IReadOnlyList<RunResult> runs) =>
        [.. runs.Select(RunFigures.Of)];

    private static List<double> Values(IReadOnlyList<RunResult> runs, string name) =>
        [.. runs.Select(run => RunFigures.Of(run).First(figure => figure.Name == name).Value!.Value)];
}
