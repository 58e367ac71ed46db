using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;

namespace OrleansMail.Terminal;

/// <summary>Parses a command line and runs it: wrong usage is exit code 2, told on stderr.</summary>
internal static class CommandRun
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>Runs on the process's console; the answer is the exit code.</summary>
    public static Task<int> InvokeAsync(RootCommand root, string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return InvokeAsync(root, arguments, new InvocationConfiguration());
    }

    public static async Task<int> InvokeAsync(RootCommand root, string[] arguments, InvocationConfiguration streams)
    {
        // No response files: an address such as @example.com in an argument is not a file name.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            return await ReportUsageAsync(parsed, streams);
        }

        streams.EnableDefaultExceptionHandler = false;
        return await parsed.InvokeAsync(streams);
    }

    private static async Task<int> ReportUsageAsync(ParseResult parsed, InvocationConfiguration streams)
    {
        await using var output = Output.Of(
            streams, parsed.Tokens.Any(token => token.Value == GlobalOptions.Json.Name));
        var message = string.Join(' ', parsed.Errors.Select(error => error.Message));
        output.Fail("usage", message);
        output.Note($"See `{PathOf(parsed.CommandResult.Command)} --help`.");
        return WrongUsage;
    }

    private static string PathOf(Command command)
    {
        var parents = command.Parents.OfType<Command>().Where(parent => parent is not RootCommand);
        return string.Join(' ', ["orleansmail", .. parents.Select(parent => parent.Name),
            .. command is RootCommand ? Array.Empty<string>() : [command.Name]]);
    }
}
