using System.Diagnostics;

namespace OrleansMail;

/// <summary>Runs programs of the machine; one that outlasts its bound is killed with its children.</summary>
public static class Programs
{
    private static readonly TimeSpan UsualBound = TimeSpan.FromMinutes(1);

    /// <summary>Runs a program for at most a minute.</summary>
    public static Task<ProgramResult> Run(string file, params string[] arguments) => Run(UsualBound, file, arguments);

    /// <summary>Runs a program for at most so long; what is above the bound throws.</summary>
    public static async Task<ProgramResult> Run(
        TimeSpan bound,
        string file,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(bound, TimeProvider.System);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new ProgramResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} took longer than {bound}.", e);
        }
    }
}
