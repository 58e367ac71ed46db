using System.Globalization;

namespace OrleansMail.Scenarios;

/// <summary>
/// docs/whole-way.md, typed line by line: real people's roles through the command line, with every refusal that the page shows
/// and the words that it has to say.
/// </summary>
public sealed class WholeWayTests
{
    // A hundred programs are started one after another, beside the other tests.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(18);

    // Each person of the page is a folder below; nothing may look for sessions or keys elsewhere.
    private const string Before = """
        set -eu
        unset ORLEANSMAIL_DATA ORLEANSMAIL_API_KEY_FILE
        trap 'kill ${SILO:-} ${SINK:-} 2>/dev/null; wait' EXIT

        """;

    private const string After = """

        echo "the page ends here"
        """;

    [Fact]
    public async Task Every_command_of_the_page_does_what_the_page_says()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The page is for bash.");
        using var folder = new TemporaryFolder();
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs", "whole-way.md"), TestContext.Current.CancellationToken);
        var script = folder.File("whole-way.sh");
        await File.WriteAllTextAsync(
            script,
            Before + string.Join('\n', BlocksOf(page)) + After,
            TestContext.Current.CancellationToken);

        var ran = await Programs.Run(
            Bound,
            "bash",
            ["-c", "cd \"$0\" && exec bash whole-way.sh", folder.Path],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["DLL"] = Path.Combine(AppContext.BaseDirectory, "orleansmail.dll"),
                ["PORT"] = FreePort.Tcp().ToString(CultureInfo.InvariantCulture),
            });

        Assert.True(ran.ExitCode == 0, $"{Tail(ran.Output)}\n{Tail(ran.Errors)}");
        Assert.EndsWith("the page ends here\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("Completed: 3 delivered\n", ran.Output, StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(folder.File("data/inbox"), "*.eml").Length);
        Assert.DoesNotContain("om_sess_", ran.Output + ran.Errors, StringComparison.Ordinal);
    }

    private static IEnumerable<string> BlocksOf(string page) =>
        page.Split("```bash\n").Skip(1).Select(rest => rest[..rest.IndexOf("```\n", StringComparison.Ordinal)]);

    private static string Tail(string text) => text.Length <= 4_000 ? text : text[^4_000..];
}
