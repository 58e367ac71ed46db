using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansMail.Campaigns;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Terminal;

/// <summary>Where results go: tables for people, or JSON lines for programs. Errors and hints go to stderr.</summary>
internal sealed class Output(bool json, IAnsiConsole console, TextWriter results, TextWriter notes) : IAsyncDisposable
{
    private const int BufferedCharacters = 32 * 1024;
    // A pipe has no width; 80 columns would break addresses and replies in the middle.
    private const int WidthOfPipe = 240;

    public bool IsJson { get; } = json;

    public IAnsiConsole Console { get; } = console;

    /// <summary>A person looks at it while it happens.</summary>
    public bool IsLive => !IsJson && Console.Profile.Capabilities.Interactive && Console.Profile.Out.IsTerminal;

    /// <summary>The process's console, or the writers that a caller in the same process gave.</summary>
    public static Output Of(InvocationConfiguration streams, bool json)
    {
        if (!ReferenceEquals(streams.Output, System.Console.Out))
        {
            var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(streams.Output) };
            return Of(AnsiConsole.Create(settings), streams.Output, streams.Error, json);
        }

        var stdout = new StreamWriter(
            System.Console.OpenStandardOutput(),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            BufferedCharacters);
        return Of(AnsiConsole.Console, stdout, streams.Error, json);
    }

    private static Output Of(IAnsiConsole console, TextWriter results, TextWriter notes, bool json)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthOfPipe;
        }

        return new Output(json, console, results, notes);
    }

    /// <summary>Writes one JSON document on a line of its own.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> shape)
    {
        results.Write(JsonSerializer.Serialize(value, shape));
        results.Write('\n');
    }

    /// <summary>Writes a line for people, never wrapped, so that it can be copied.</summary>
    public void Line(string text)
    {
        results.Write(Plain.Clean(text));
        results.Write('\n');
    }

    public void Table(Table table)
    {
        results.Flush();
        Console.Write(table);
    }

    /// <summary>Hands what was written so far to the reader.</summary>
    public Task FlushAsync(CancellationToken cancellation) => results.FlushAsync(cancellation);

    /// <summary>A remark on stderr that is no result.</summary>
    public void Note(string text)
    {
        results.Flush();
        notes.WriteLine(text.Contains('\n') ? text : Plain.Clean(text));
    }

    /// <summary>Says what went wrong and how to mend it; the answer is the exit code.</summary>
    public int Fail(string code, string message, string? field = null)
    {
        if (IsJson)
        {
            Json(new ErrorView(new ErrorBody(code, message, field)), OutputJson.Shared.ErrorView);
        }

        Note($"orleansmail: {message}{(field is null ? "" : $" ({field})")}");
        return CommandRun.Failed;
    }

    public int Refuse(Refusal refusal) => Fail(refusal.Code, refusal.Message, refusal.Field);

    public async ValueTask DisposeAsync() => await results.FlushAsync();
}
