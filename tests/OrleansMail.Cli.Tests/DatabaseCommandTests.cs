namespace OrleansMail;

public sealed class DatabaseCommandTests
{
    [Fact]
    public async Task The_script_makes_an_audit_table_that_the_silos_may_only_add_to()
    {
        var ran = await Ran.AsyncOn(null, "database", "script", "--name", "mail");

        Assert.Equal(0, ran.Code);
        Assert.True(ran.Out.Split('\n').Length > 20, "psql reads the script line by line.");
        Assert.Contains("GRANT SELECT, INSERT ON audit TO mail;", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("PASSWORD '", ran.Out, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused()
    {
        var ran = await Ran.AsyncOn(null, "database", "script", "--name", "a b", "--json");

        Assert.Equal(1, ran.Code);
        Assert.Equal("name", ran.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_move_needs_a_database_and_a_folder()
    {
        var folder = Directory.CreateTempSubdirectory("orleansmail-cli-").FullName;
        var config = Path.Combine(folder, "orleansmail.json");
        await File.WriteAllTextAsync(
            config, """{ "Storage": { "Provider": "postgresql" } }""", TestContext.Current.CancellationToken);
        var nowhere = await Ran.AsyncOn(null, "database", "move", "--from", folder, "--config", config, "--json");
        await File.WriteAllTextAsync(
            config,
            """{ "Storage": { "Provider": "postgresql", "ConnectionString": "Host=127.0.0.1;Database=x" } }""",
            TestContext.Current.CancellationToken);
        var nothing = await Ran.AsyncOn(null, "database", "move", "--from", folder, "--config", config, "--json");

        Assert.Equal("configuration", nowhere.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("There is no data folder", nothing.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder, "*.db"));
    }
}
