using System.CommandLine;
using OrleansMail.People;

namespace OrleansMail.Terminal;

/// <summary>Builds commands that all connect, answer and fail in the same way.</summary>
internal static class Verb
{
    /// <summary>Set to 1, an unexpected failure prints its stack trace.</summary>
    public const string DebugVariable = "ORLEANSMAIL_DEBUG";

    /// <summary>Runs a command; the answer is its exit code.</summary>
    public delegate Task<int> Run(CommandContext context, CancellationToken cancellation);

    /// <summary>A command that talks to the silo of the folder given by <c>--data</c>.</summary>
    /// <param name="right">The right that the caller will need; design names such as <c>campaign.read</c>.</param>
    public static Command OnSilo(string name, string what, string right, Run run, params Symbol[] symbols) =>
        Build(name, $"{what}\nRight: {right}", symbols, (parsed, output, cancellation) =>
            RunOnSiloAsync(run, parsed, output, cancellation));

    /// <summary>A command that talks to the silo, unless it is given a file to work on instead.</summary>
    public static Command OnSiloUnless(
        Option file, string name, string what, string right, Run run, params Symbol[] symbols) =>
        Build(name, $"{what}\nRight: {right}; none with {file.Name}", symbols,
            (parsed, output, cancellation) => parsed.GetResult(file) is null
                ? RunOnSiloAsync(run, parsed, output, cancellation)
                : run(new CommandContext(parsed, output, null, TimeProvider.System), cancellation));

    /// <summary>A command that needs no silo, and so no right.</summary>
    public static Command Local(string name, string what, Run run, params Symbol[] symbols) =>
        Build(name, $"{what}\nRight: none", symbols, (parsed, output, cancellation) =>
            run(new CommandContext(parsed, output, null, TimeProvider.System), cancellation));

    public static Command Group(string name, string what, params Command[] commands)
    {
        var group = new Command(name, what);
        foreach (var command in commands)
        {
            group.Add(command);
        }

        return group;
    }

    private static Command Build(
        string name, string what, Symbol[] symbols, Func<ParseResult, Output, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, what);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            await using var output = Output.Of(parsed.InvocationConfiguration, parsed.GetValue(GlobalOptions.Json));
            try
            {
                return await run(parsed, output, cancellation);
            }
            catch (Exception exception)
            {
                return Explain(output, exception, cancellation);
            }
        });
        return command;
    }

    private static async Task<int> RunOnSiloAsync(
        Run run, ParseResult parsed, Output output, CancellationToken cancellation)
    {
        var folder = parsed.GetValue(GlobalOptions.Data)!;
        await using var silo = await SiloClient.ConnectAsync(folder, cancellation);
        return silo is null
            ? output.Fail("no-silo", $"no silo runs on {folder}; start one with `orleansmail silo --data {folder}`")
            : await run(new CommandContext(parsed, output, silo.Grains, TimeProvider.System), cancellation);
    }

    private static int Explain(Output output, Exception exception, CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable(DebugVariable) == "1")
        {
            output.Note(exception.ToString());
        }

        return exception switch
        {
            OperationCanceledException when cancellation.IsCancellationRequested =>
                output.Fail("interrupted", "interrupted; what the silo was told before that holds"),
            CallRefusedException refused => output.Refuse(refused.Refusal),
            TimeoutException => output.Fail(
                "timeout",
                "the silo did not answer in time; the outcome is not known: look with `orleansmail campaign status`"),
            OrleansException => output.Fail(
                "unavailable",
                "the connection to the silo was lost; the outcome is not known: "
                + "look with `orleansmail campaign status` once the silo runs"),
            IOException or UnauthorizedAccessException => output.Fail("file", exception.Message),
            _ => output.Fail(
                "unexpected",
                $"{exception.GetType().Name}: {exception.Message} (set {DebugVariable}=1 to see where)"),
        };
    }
}
