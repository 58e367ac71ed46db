using System.Text.Json;
using OrleansMail.Fakes;

namespace OrleansMail;

public sealed class SealCommandTests(FakeSilo silo)
{
    [Fact]
    public async Task Status_says_of_each_version_whether_it_may_be_taken_out()
    {
        var ran = await Ran.AsyncOn(silo, "seal", "status", "--json");

        Assert.Equal(0, ran.Code);
        Assert.Equal(3, ran.Json.GetProperty("newest").GetInt32());
        Assert.Equal(
            ["1 may be taken out", "2 still needed", "3 wraps"],
            ran.Json.GetProperty("versions").EnumerateArray().Select(Words));
    }

    [Fact]
    public async Task Rotate_says_what_is_wrapped_under_what_then()
    {
        var ran = await Ran.AsyncOn(silo, "seal", "rotate", "--json");

        Assert.Equal(0, ran.Code);
        Assert.Equal(
            ["2 may be taken out", "3 wraps"], ran.Json.GetProperty("versions").EnumerateArray().Select(Words));
    }

    [Fact]
    public async Task A_new_key_is_added_to_the_file_and_never_printed()
    {
        var file = Path.Combine(silo.Folder, $"{Guid.NewGuid():n}.key");

        var first = await Ran.AsyncOn(null, "seal", "new-key", file, "--json");
        var second = await Ran.AsyncOn(null, "seal", "new-key", file);

        Assert.Equal((0, 1), (first.Code, first.Json.GetProperty("version").GetInt32()));
        Assert.Contains("version 2", second.Out, StringComparison.Ordinal);
        var keys = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))
            .Where(line => line[0] != '#').Select(line => line.Split(' ')[1]).ToArray();
        Assert.Equal(2, keys.Length);
        Assert.All(keys, key => Assert.DoesNotContain(key, first.Out + second.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_no_key_file_is_left_alone()
    {
        var file = Path.Combine(silo.Folder, $"{Guid.NewGuid():n}.txt");
        await File.WriteAllTextAsync(file, "my notes\n", TestContext.Current.CancellationToken);

        var ran = await Ran.AsyncOn(null, "seal", "new-key", file, "--json");

        Assert.Equal(1, ran.Code);
        Assert.Equal("key-file", ran.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("my notes\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Forgetting_is_not_done_without_a_yes()
    {
        var without = await Ran.AsyncOn(silo, "campaign", "forget", "forget-1", "--json");
        var status = await silo.Grains.GetGrain<IFakeCampaignGrain>("forget-1").StatusAsync();
        var with = await Ran.AsyncOn(silo, "campaign", "forget", "forget-1", "--yes", "--json");

        Assert.Equal(1, without.Code);
        Assert.Equal("confirm", without.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Null(status);
        Assert.Equal(0, with.Code);
        Assert.Equal("2026-01-31T12:00:00.000Z", with.Json.GetProperty("forgottenAt").GetString());
    }

    [Fact]
    public async Task A_key_of_which_a_copy_stays_is_not_said_to_be_gone()
    {
        var held = await Ran.AsyncOn(silo, "campaign", "forget", "held-1", "--yes");
        var status = await Ran.AsyncOn(silo, "campaign", "status", "held-1");
        var free = await Ran.AsyncOn(silo, "campaign", "forget", "forget-2", "--yes");

        Assert.Contains("a copy of it stays in the file of the database: session 7 (pg_dump) keeps it", held.Out, StringComparison.Ordinal);
        Assert.Contains("destroyed; a copy stays", status.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("copy", free.Out, StringComparison.Ordinal);
    }

    private static string Words(JsonElement version) =>
        $"{version.GetProperty("version").GetInt32()} {version.GetProperty("use").GetString()}";
}
