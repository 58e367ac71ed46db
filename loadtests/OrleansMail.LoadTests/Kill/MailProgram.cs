using System.Diagnostics;
using System.Text.Json;

namespace OrleansMail.Kill;

/// <summary>The program under trial, run as anybody would: as processes, by its commands.</summary>
internal sealed class MailProgram(string dll, string folder)
{
    private static readonly TimeSpan CommandBound = TimeSpan.FromMinutes(2);

    /// <summary>Starts a process that goes on; what it says goes to a file of the trial's folder.</summary>
    public LongProcess Start(string log, params string[] arguments) =>
        LongProcess.Start(StartInfo(arguments), Path.Combine(folder, log));

    /// <summary>Runs a command on the silo's data folder; the answer is its JSON, null if it failed.</summary>
    public async Task<JsonElement?> TryAsync(params string[] arguments)
    {
        var (exitCode, output, _) = await RunAsync(arguments);
        return exitCode == 0 ? JsonSerializer.Deserialize<JsonElement>(output) : null;
    }

    /// <summary>Runs a command that has to succeed.</summary>
    public async Task<string> MustAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments);
        return exitCode == 0
            ? output
            : throw new TrialException($"`orleansmail {string.Join(' ', arguments)}` failed: {errors}{output}");
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments)
    {
        using var process = Process.Start(StartInfo([.. arguments, "--json"]))!;
        using var bound = new CancellationTokenSource(CommandBound, TimeProvider.System);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(bound.Token);
            var errors = process.StandardError.ReadToEndAsync(bound.Token);
            await process.WaitForExitAsync(bound.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TrialException($"`orleansmail {string.Join(' ', arguments)}` took longer than {CommandBound}.");
        }
    }

    private ProcessStartInfo StartInfo(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["ORLEANSMAIL_DATA"] = Path.Combine(folder, "data");
        return start;
    }
}
