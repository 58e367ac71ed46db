using System.CommandLine;
using OrleansMail.People;

namespace OrleansMail.Trials;

/// <summary>Carries a trial of a command through: a folder of its own, a bound, and words when it fails.</summary>
internal static class TrialRun
{
    /// <param name="trial">Gets the folder; its answer is whether every promise held.</param>
    public static async Task<int> CarryAsync(
        string name,
        TimeSpan longest,
        bool keep,
        TextWriter errors,
        Func<string, CancellationToken, Task<bool>> trial,
        CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory($"orleansmail-{name}-");
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(longest);
        try
        {
            var held = await trial(folder.FullName, bound.Token);
            if (held && !keep)
            {
                folder.Delete(recursive: true);
                return 0;
            }

            await errors.WriteLineAsync(
                $"{(held ? "All files are" : "A promise was broken; all files are")} in {folder.FullName}.");
            return held ? 0 : 1;
        }
        catch (Exception fault) when (fault
            is TrialException or TimeoutException or OperationCanceledException or CallRefusedException)
        {
            await errors.WriteLineAsync($"The trial ended early: {fault.Message} All files are in {folder.FullName}.");
            return 1;
        }
    }

    /// <summary>The command line that gives the same trial again.</summary>
    public static string CommandLine(ParseResult parsed) =>
        "dotnet run -c Release --project loadtests/OrleansMail.LoadTests -- "
        + string.Join(' ', parsed.Tokens.Select(token => Quoted(token.Value)));

    private static string Quoted(string token) =>
        token.Length > 0 && token.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:=,@%+".Contains(letter, StringComparison.Ordinal))
            ? token
            : $"'{token.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
