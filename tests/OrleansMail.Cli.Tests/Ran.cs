using System.CommandLine;
using System.Text.Json;
using OrleansMail.Commands;
using OrleansMail.Terminal;

namespace OrleansMail;

/// <summary>One run of the program: its exit code and what it wrote.</summary>
internal sealed record Ran(int Code, string Out, string Errors)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The one JSON document of the run; fails if there are more or none.</summary>
    public JsonElement Json => JsonDocument.Parse(Assert.Single(Lines)).RootElement;

    public static async Task<Ran> AsyncOn(FakeSilo? silo, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        string[] data = silo is null ? [] : ["--data", silo.Folder];
        var code = await CommandRun.InvokeAsync(
            CommandTree.Create(),
            [.. arguments, .. data],
            new InvocationConfiguration { Output = output, Error = errors });
        return new Ran(code, output.ToString(), errors.ToString());
    }
}
