using System.Globalization;
using OrleansMail.Measures;
using OrleansMail.Replay;

namespace OrleansMail.Compare;

/// <summary>Replays of two programs in turns, with the same files, to the sink of the newer one.</summary>
/// <param name="options">Of the program under trial.</param>
/// <param name="before">The program to compare with.</param>
internal sealed class CompareTrial(ReplayOptions options, string before, TextWriter progress)
{
    /// <summary>All runs of both; each list in the order of the pairs.</summary>
    public async Task<(IReadOnlyList<RunResult> Before, IReadOnlyList<RunResult> After)> RunAsync(
        string folder, CancellationToken cancellation)
    {
        var files = await AudienceFiles.WriteAsync(options, folder, cancellation);
        var old = options with { ProgramPath = before, SinkProgramPath = options.ProgramPath };
        var (olds, news) = (new List<RunResult>(), new List<RunResult>());
        foreach (var isBefore in Turns.OfBefore(options.Runs))
        {
            var runs = isBefore ? olds : news;
            var name = string.Create(CultureInfo.InvariantCulture, $"{(isBefore ? "before" : "now")}-{runs.Count + 1}");
            var own = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            runs.Add(await new ReplayRun(isBefore ? old : options, files, own, TimeProvider.System).RunAsync(cancellation));
            var rate = Numbers.Text(RunFigures.Of(runs[^1])[0].Value, 0);
            await progress.WriteLineAsync($"{name}: {rate} messages/s");
        }

        return (olds, news);
    }
}
