using System.CommandLine;
using OrleansMail.Commands;

namespace OrleansMail;

public sealed class UsageTests
{
    public static TheoryData<string> WrongUsages => new()
    {
        "",
        "campaign",
        "campaign approve x",
        "campaign accept x --reason fine",
        "campaign accept x --finding key",
        "campaign withdraw x",
        "domain rules example.com --approvals two",
        "campaign status",
        "campaign status x y",
        "campaign nonsense",
        "ip add 192.0.2 --ehlo mx.example.com",
        "ip add 192.0.2.1 --ehlo mx",
        "trace nobody",
        "send --stream receipts --to a@example.com",
        "domain check example.com --dns nowhere",
        "domain add a..b",
        "sink --port 65536",
        "sink --store kept --store-every 0",
        "sink --store-every 5",
        "campaign create x --from a --content /nowhere --recipients /nowhere",
        "campaign export-release x nonsense",
        "user add ann --grant writer@example.com",
    };

    [Theory, MemberData(nameof(WrongUsages))]
    public async Task Wrong_usage_is_exit_code_2_and_told_as_JSON_too(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var ran = await Ran.AsyncOn(null, [.. words, "--json"]);

        Assert.Equal(2, ran.Code);
        Assert.Equal("usage", ran.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.StartsWith("orleansmail: ", ran.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("campaign export-release x nonsense", "`orleansmail campaign export-list ID`")]
    [InlineData("user add ann --grant writer@example.com", "Roles are author, checker, approver, operator, auditor, administrator.")]
    public async Task Wrong_usage_says_what_would_be_right(string line, string words)
    {
        var ran = await Ran.AsyncOn(null, line.Split(' '));

        Assert.Contains(words, ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_says_what_right_it_needs() =>
        Assert.All(Leaves(CommandTree.Create()), command => Assert.Matches("\nRight: [a-z]", command.Description));

    [Fact]
    public async Task Without_a_silo_the_answer_says_how_to_start_one()
    {
        var folder = Directory.CreateTempSubdirectory("orleansmail-cli-").FullName;

        var ran = await Ran.AsyncOn(null, "campaign", "list", "--json", "--data", folder);

        Assert.Equal(1, ran.Code);
        Assert.Contains($"start one with `orleansmail silo --data {folder}`", ran.Errors, StringComparison.Ordinal);
        Assert.Equal("no-silo", ran.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"gateway":"127.0.0.1:1","clusterId":"c","serviceId":"s","pid":0}""")]
    [InlineData("""{"gateway":"127.0.0.1:1","clusterId":"c","serviceId":"s","pid":2147483647}""")]
    [InlineData("""{"gateway":"nowhere","clusterId":"c","serviceId":"s","pid":1}""")]
    public async Task A_silo_file_that_leads_nowhere_is_as_none(string file)
    {
        var folder = Directory.CreateTempSubdirectory("orleansmail-cli-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "silo.json"), file, TestContext.Current.CancellationToken);

        var ran = await Ran.AsyncOn(null, "campaign", "list", "--data", folder);

        Assert.Equal(1, ran.Code);
        Assert.Contains("no silo runs on", ran.Errors, StringComparison.Ordinal);
    }

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);
}
