using System.ComponentModel;
using System.Diagnostics;

namespace OrleansMail.Trials;

/// <summary>A program of the system, run to its end.</summary>
internal static class Tool
{
    /// <summary>Runs it and returns exit code and output; a program that is not installed ends the trial.</summary>
    /// <param name="package">The Debian package that has it, for the message.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string package, string program, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output, await errors);
        }
        catch (Win32Exception)
        {
            throw new TrialException($"`{program}` is not there; Debian's package {package} has it.");
        }
    }
}
