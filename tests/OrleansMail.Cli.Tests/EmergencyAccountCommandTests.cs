namespace OrleansMail;

[Collection(nameof(PeopleCommandTests))]
public sealed class EmergencyAccountCommandTests(FakeSilo silo) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orleansmail-emergency-").FullName;
    private readonly string _name = $"e{Guid.NewGuid():n}"[..12];

    private string First => Path.Combine(_folder, "first.key");

    private string Second => Path.Combine(_folder, "second.key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_keys_open_an_account_and_the_commands_that_follow_act_as_it_until_the_logout()
    {
        var half = await SealAsync(First);
        await SealAsync(Second);
        Assert.Equal((0, First), (half.Code, half.Json.GetProperty("file").GetString()));
        Assert.DoesNotContain(await File.ReadAllTextAsync(First, TestContext.Current.CancellationToken), half.Out + half.Errors, StringComparison.Ordinal);

        var opened = await OpenAsync(Second);
        var who = await Ran.AsyncOn(silo, "whoami", "--json");
        Assert.Equal(0, opened.Code);
        Assert.DoesNotContain("om_emrg_", opened.Out + opened.Errors, StringComparison.Ordinal);
        Assert.Equal(
            (_name, "Emergency"),
            (who.Json.GetProperty("name").GetString(), who.Json.GetProperty("kind").GetString()));

        Assert.Equal(0, (await Ran.AsyncOn(silo, "logout")).Code);
        Assert.Equal("session", (await Ran.AsyncOn(silo, "whoami", "--json"))
            .Json.GetProperty("error").GetProperty("code").GetString());
        var reviewed = await Ran.AsyncOn(silo, "emergency", "review", _name, "--reason", "All was well.", "--json");
        Assert.Equal("All was well.", reviewed.Json.GetProperty("review").GetString());
    }

    [Fact]
    public async Task Wrong_keys_open_nothing()
    {
        await SealAsync(First);
        await File.WriteAllTextAsync(Second, "guessed", TestContext.Current.CancellationToken);

        var opened = await OpenAsync(Second);

        Assert.Equal((1, "keys"), (opened.Code, opened.Json.GetProperty("error").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Accounts_are_listed_with_what_they_wait_for()
    {
        var listed = await Ran.AsyncOn(silo, "emergency", "list", "--json");
        var table = await Ran.AsyncOn(silo, "emergency", "list");

        Assert.Equal("sealed", listed.Json[0].GetProperty("state").GetString());
        Assert.Equal("administrator@everywhere", listed.Json[0].GetProperty("grants")[0].GetString());
        Assert.Contains("ann, ben", table.Out, StringComparison.Ordinal);
    }

    private Task<Ran> SealAsync(string file) => Ran.AsyncOn(
        silo, "emergency", "seal", _name, "--grant", "administrator@everywhere", "--out", file, "--json");

    private Task<Ran> OpenAsync(string second) => Ran.AsyncOn(
        silo, "emergency", "open", _name, "--first", First, "--second", second, "--reason", "The phones are gone.", "--json");
}
