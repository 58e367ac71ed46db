using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OrleansMail.Trials;

/// <summary>The program under trial, run as anybody would: as processes, by its commands.</summary>
internal sealed class MailProgram(string dll, string folder)
{
    private static readonly TimeSpan CommandBound = TimeSpan.FromMinutes(2);

    /// <summary>Where the commands run; the silo's data is in its folder <c>data</c>.</summary>
    public string Folder => folder;

    public string DataFolder => Path.Combine(folder, "data");

    /// <summary>Who its commands act as; null for nobody.</summary>
    public Person? Person { get; set; }

    /// <summary>
    /// The name that each command gives with <c>--as</c>, in programs from before people signed in; null in all others.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The same program for somebody else.</summary>
    public MailProgram As(Person person) => new(dll, folder) { Person = person };

    /// <summary>The same program, from before people signed in, for a name.</summary>
    public MailProgram Named(string name) => new(dll, folder) { Name = name };

    /// <summary>Is it from before people signed in: does whoever calls just give a name?</summary>
    public async Task<bool> TakesNamesAsync() =>
        (await HelpAsync("campaign")).Contains("--as", StringComparison.Ordinal);

    /// <summary>Starts a process that goes on; what it says goes to a file of the trial's folder.</summary>
    public LongProcess Start(string log, params string[] arguments) => Start(log, ReadOnlyDictionary<string, string>.Empty, arguments);

    /// <summary>Starts a process that goes on, with more in its environment.</summary>
    public LongProcess Start(
        string log, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(log, environment, StartInfo(arguments));

    /// <summary>The same in a group of its own, by which packets of it are told from others. Needs root.</summary>
    public LongProcess StartIn(
        int group, string log, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = StartInfo(arguments);
        var id = group.ToString(CultureInfo.InvariantCulture);
        string[] wrapped = [$"--regid={id}", "--clear-groups", start.FileName, .. start.ArgumentList];
        start.FileName = "setpriv";
        start.ArgumentList.Clear();
        foreach (var word in wrapped)
        {
            start.ArgumentList.Add(word);
        }

        return Start(log, environment, start);
    }

    private LongProcess Start(string log, IReadOnlyDictionary<string, string> environment, ProcessStartInfo start)
    {
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return LongProcess.Start(start, Path.Combine(folder, log));
    }

    /// <summary>Runs a command on the silo's data folder; the answer is its JSON, null if it failed.</summary>
    public async Task<JsonElement?> TryAsync(params string[] arguments)
    {
        var (exitCode, output, _) = await RunAsync([.. arguments, "--json"], CommandBound);
        return exitCode == 0 ? JsonSerializer.Deserialize<JsonElement>(output) : null;
    }

    /// <summary>Runs a command that has to succeed.</summary>
    public Task<string> MustAsync(params string[] arguments) => MustAsync(CommandBound, arguments);

    /// <summary>Runs a command that has to succeed within a time of its own.</summary>
    public async Task<string> MustAsync(TimeSpan longest, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync([.. arguments, "--json"], longest);
        return exitCode == 0
            ? output
            : throw new TrialException($"`orleansmail {string.Join(' ', arguments)}` failed: {errors}{output}");
    }

    /// <summary>The help text of a command: what the program under trial can do.</summary>
    public async Task<string> HelpAsync(string command) => (await RunAsync([command, "--help"], CommandBound)).Output;

    /// <summary>Runs a command and gives its lines as they come; it has to succeed.</summary>
    public async IAsyncEnumerable<string> LinesAsync(
        string[] arguments, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var process = Process.Start(StartInfo([.. arguments, "--json"]))!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
            {
                yield return line;
            }

            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0)
            {
                throw new TrialException($"`orleansmail {string.Join(' ', arguments)}` failed: {await errors}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, TimeSpan longest)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        using var bound = new CancellationTokenSource(longest, TimeProvider.System);
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
            throw new TrialException($"`orleansmail {string.Join(' ', arguments)}` took longer than {longest}.");
        }
    }

    private ProcessStartInfo StartInfo(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments, .. Name is null ? [] : new[] { "--as", Name }])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["ORLEANSMAIL_DATA"] = DataFolder;
        foreach (var (name, value) in Person?.Environment ?? ReadOnlyDictionary<string, string>.Empty)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
