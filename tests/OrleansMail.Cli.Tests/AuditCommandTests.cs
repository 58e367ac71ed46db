using System.Text.Json;
using OrleansMail.Audit;
using OrleansMail.Fakes;

namespace OrleansMail;

public sealed class AuditCommandTests(FakeSilo silo)
{
    private static readonly string[] Contract =
        ["seq", "at", "caller", "from", "action", "target", "result", "detail", "hash"];

    [Fact]
    public async Task The_list_follows_the_pages_to_the_entry_that_was_the_newest()
    {
        var ran = await Ran.AsyncOn(silo, "audit", "list", "--trail", "list.example", "--json");

        Assert.Equal(0, ran.Code);
        var lines = ran.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(
            Enumerable.Range(1, FakeAuditGrain.Entries), lines.Select(line => line.GetProperty("seq").GetInt32()));
        Assert.Equal(
            Contract, lines[0].EnumerateObject().Take(Contract.Length).Select(property => property.Name));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T12:00:00.000Z$", lines[0].GetProperty("at").GetString());
    }

    [Fact]
    public async Task A_filter_reaches_the_trail_and_pages_without_a_match_are_no_end()
    {
        var ran = await Ran.AsyncOn(
            silo, "audit", "list", "--trail", "filter.example", "--action", "sign-in", "--json");

        Assert.Equal(4, ran.Json.GetProperty("seq").GetInt32());
    }

    [Fact]
    public async Task Control_characters_do_not_reach_the_terminal()
    {
        var ran = await Ran.AsyncOn(silo, "audit", "list", "--trail", "control.example");

        Assert.Equal(FakeAuditGrain.Entries, ran.Lines.Length);
        Assert.DoesNotContain('\u001b', ran.Out);
    }

    [Fact]
    public async Task The_trails_of_the_silo_are_verified()
    {
        var ran = await Ran.AsyncOn(silo, "audit", "verify", "--trail", "verify.example", "--json");

        Assert.Equal(0, ran.Code);
        Assert.True(ran.Json.GetProperty("ok").GetBoolean());
        Assert.Equal(FakeAuditGrain.Entries, ran.Json.GetProperty("entries").GetInt32());
        Assert.Equal(64, ran.Json.GetProperty("head").GetString()!.Length);
        Assert.Equal(JsonValueKind.Null, ran.Json.GetProperty("firstBad").ValueKind);
        Assert.Contains("no checkpoint", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_can_be_verified_without_a_silo_and_a_change_is_named()
    {
        var file = New("export.jsonl");
        var exported = await Ran.AsyncOn(
            silo, "audit", "export", "--trail", "export.example", "--out", file, "--reason", "yearly look", "--json");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);

        var good = await Ran.AsyncOn(null, "audit", "verify", "--file", file, "--json");
        await File.WriteAllLinesAsync(
            file, lines.Select((line, i) => i == 4 ? line.Replace("ada", "eve", StringComparison.Ordinal) : line),
            TestContext.Current.CancellationToken);
        var bad = await Ran.AsyncOn(null, "audit", "verify", "--file", file, "--json");

        Assert.Equal(FakeAuditGrain.Entries + 1, exported.Json.GetProperty("entries").GetInt32());
        Assert.Contains("\"action\":\"export\"", lines[^1], StringComparison.Ordinal);
        Assert.Contains("yearly look", lines[^1], StringComparison.Ordinal);
        Assert.Equal((0, true), (good.Code, good.Json.GetProperty("ok").GetBoolean()));
        Assert.Equal((1, 5), (bad.Code, bad.Json.GetProperty("firstBad").GetInt32()));
    }

    [Fact]
    public async Task A_cut_export_is_found_by_the_checkpoints_beside_it()
    {
        var (file, checkpoints, key) = (New("cut.jsonl"), New("checkpoints.jsonl"), New("checkpoints.pub"));
        await Ran.AsyncOn(silo, "audit", "export", "--trail", "cut.example", "--out", file, "--reason", "look");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        var tree = new MerkleFrontier();
        foreach (var line in AuditFileReader.Read(new StringReader(string.Join('\n', lines))))
        {
            tree.Add(Convert.FromHexString(line.Entry!.Hash));
        }

        var signer = CheckpointKey.Create();
        await File.WriteAllTextAsync(key, signer.PublicPem, TestContext.Current.CancellationToken);
        var signed = signer.Sign("cut.example", tree, new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero));
        await File.WriteAllTextAsync(
            checkpoints, JsonSerializer.Serialize(signed, AuditJson.Shared.AuditCheckpoint) + "\n",
            TestContext.Current.CancellationToken);
        string[] verify = ["audit", "verify", "--file", file, "--checkpoints", checkpoints, "--public-key", key, "--json"];

        var whole = await Ran.AsyncOn(null, verify);
        await File.WriteAllLinesAsync(file, lines[..^2], TestContext.Current.CancellationToken);
        var cut = await Ran.AsyncOn(null, verify);
        var before = await Ran.AsyncOn(null, [.. verify, "--until", "2026-03-28"]);
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var empty = await Ran.AsyncOn(null, verify);

        Assert.Equal(0, whole.Code);
        Assert.Equal((1, 7), (cut.Code, cut.Json.GetProperty("firstBad").GetInt32()));
        Assert.Contains("--until TIME", cut.Errors, StringComparison.Ordinal);
        Assert.Equal(0, before.Code);
        Assert.DoesNotContain("--until", before.Errors, StringComparison.Ordinal);
        Assert.Equal((1, 1), (empty.Code, empty.Json.GetProperty("firstBad").GetInt32()));
    }

    [Fact]
    public async Task An_export_for_a_spreadsheet_has_its_mark_and_no_formula()
    {
        var file = New("export.csv");

        var ran = await Ran.AsyncOn(
            silo, "audit", "export", "--trail", "csv.example", "--out", file, "--format", "csv", "--reason", "look");

        Assert.Equal(0, ran.Code);
        var octets = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal([0xEF, 0xBB, 0xBF], octets[..3]);
        Assert.Contains(",'=1+1", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_that_is_refused_or_has_no_place_leaves_no_file()
    {
        var refused = New("refused.jsonl");
        var taken = New("taken.jsonl");
        await File.WriteAllTextAsync(taken, "mine", TestContext.Current.CancellationToken);

        var first = await Ran.AsyncOn(
            silo, "audit", "export", "--trail", "refused.example", "--out", refused, "--reason", "none", "--json");
        var second = await Ran.AsyncOn(
            silo, "audit", "export", "--trail", "refused.example", "--out", taken, "--reason", "look", "--json");

        Assert.Equal((1, "reason"), (first.Code, first.Json.GetProperty("error").GetProperty("field").GetString()));
        Assert.False(File.Exists(refused));
        Assert.Equal((1, "file"), (second.Code, second.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal("mine", await File.ReadAllTextAsync(taken, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Insights_name_the_entries_behind_them()
    {
        var ran = await Ran.AsyncOn(silo, "audit", "insights", "--days", "366", "--time-zone", "UTC", "--json");

        Assert.Equal(0, ran.Code);
        var odd = ran.Json.GetProperty("insights").EnumerateArray()
            .Single(insight => insight.GetProperty("rule").GetString() == "odd-hours");
        Assert.Equal("ada", odd.GetProperty("subject").GetString());
        Assert.Equal(
            ["all.example 4", "system 4"],
            odd.GetProperty("entries").EnumerateArray()
                .Select(entry => $"{entry.GetProperty("trail")} {entry.GetProperty("seq")}").Order());
    }

    [Theory]
    [InlineData("audit list --trail no..domain")]
    [InlineData("audit list --since yesterday")]
    [InlineData("audit list --result perhaps")]
    [InlineData("audit export --trail all --out x")]
    [InlineData("audit export --trail all --out x --reason y --format xls")]
    [InlineData("audit export --out x --reason y")]
    [InlineData("audit verify --file /nowhere")]
    [InlineData("audit insights --days 0")]
    [InlineData("audit insights --time-zone Nowhere/Land")]
    public async Task Wrong_usage_is_told(string line) =>
        Assert.Equal(2, (await Ran.AsyncOn(null, line.Split(' '))).Code);

    [Fact]
    public async Task Checkpoints_without_a_key_are_wrong_usage()
    {
        var file = New("any.jsonl");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        Assert.Equal(2, (await Ran.AsyncOn(null, "audit", "verify", "--file", file, "--checkpoints", file)).Code);
    }

    private string New(string name) => Path.Combine(silo.Folder, $"{Guid.NewGuid():n}-{name}");
}
