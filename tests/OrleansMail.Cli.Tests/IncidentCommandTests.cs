using System.Text.Json;
using OrleansMail.Fakes;

namespace OrleansMail;

public sealed class IncidentCommandTests(FakeSilo silo) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Out => _folder.File("incident");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_written_with_masked_recipients_for_those_who_may_not_export()
    {
        var ran = await CreateAsync("masked-1");

        Assert.Equal(0, ran.Code);
        Assert.Contains("masked-1#1", ran.Out, StringComparison.Ordinal);
        Assert.Contains("recipients.export", ran.Errors, StringComparison.Ordinal);
        var rows = await File.ReadAllLinesAsync(Path.Combine(Out, "affected.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(3, rows.Length);
        Assert.All(rows[1..], row => Assert.StartsWith("r***@example.com,Delivered,", row, StringComparison.Ordinal));
        var doubt = await File.ReadAllLinesAsync(Path.Combine(Out, "in-doubt.csv"), TestContext.Current.CancellationToken);
        Assert.StartsWith("r***@example.com,Unknown,", Assert.Single(doubt[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_tells_who_did_what_and_what_was_refused_or_not_done()
    {
        await CreateAsync("acts-1");

        var report = await File.ReadAllTextAsync(Path.Combine(Out, "report.md"), TestContext.Current.CancellationToken);
        string[] lines =
        [
            "- 2026-01-31 08:01:00 UTC: ann: wrote settings and content",
            "- 2026-01-31 08:02:00 UTC: cleo: exported recipients (2 times, last at 2026-01-31 08:03:00 UTC)",
            "- 2026-01-31 08:04:00 UTC: ann: NOT DONE, a rule or the state refused it: approved it",
            "- 2026-01-31 08:09:00 UTC: eve: REFUSED for want of the right: started it",
            "- 2026-01-31 08:10:00 UTC: ann: stopped The campaign acts-1 [reason=wrong list]",
            "- 2026年1月31日 17:09:00　eve：【拒否：権限なし】送信開始の指示",
            "1,193 before the stop of 2026-01-31 09:59:55 UTC, 7 after it", "30 Unknown, 4 under way",
            "停止後 7 件", "結果不明 30 件",
        ];
        Assert.All(lines, line => Assert.Contains(line, report, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_forgotten_campaign_the_file_says_so_and_has_no_recipients()
    {
        var ran = await CreateAsync("old-1");

        Assert.Equal(0, ran.Code);
        Assert.Contains("was forgotten on 2026-01-30 12:00:00Z", ran.Out, StringComparison.Ordinal);
        Assert.Equal(["incident.json", "report.md"], Directory.GetFiles(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var report = await File.ReadAllTextAsync(Path.Combine(Out, "report.md"), TestContext.Current.CancellationToken);
        Assert.Contains("cannot be read any more", report, StringComparison.Ordinal);
        Assert.Contains("判読不能", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timeline_can_be_asked_for_later()
    {
        await CreateAsync("later-1");

        var shown = await Ran.AsyncOn(silo, "incident", "timeline", "later-1#1");
        var json = await Ran.AsyncOn(silo, "incident", "timeline", "later-1#1", "--json");

        Assert.Contains("2026-01-31 08:10:00Z  ann: stopped The campaign later-1", shown.Out, StringComparison.Ordinal);
        var export = json.Json.EnumerateArray().Single(one => one.GetProperty("act").GetString() == "Export.Page");
        Assert.Equal((2, "cleo", 2), (
            export.GetProperty("times").GetInt32(), export.GetProperty("by").GetString(), export.GetProperty("seq").GetInt64()));
        Assert.Equal("not-found", (await Ran.AsyncOn(silo, "incident", "timeline", "later-1#2", "--json"))
            .Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Whoever_may_export_gets_them_unmasked()
    {
        await CreateAsync("may-1");

        var rows = await File.ReadAllLinesAsync(Path.Combine(Out, "affected.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(FakeExportGrain.Recipients + 1, rows.Length);
        Assert.Contains(",山田,", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_has_the_nine_items_the_deadlines_and_says_that_it_is_no_advice()
    {
        await CreateAsync("report-1");

        var report = await File.ReadAllTextAsync(Path.Combine(Out, "report.md"), TestContext.Current.CancellationToken);
        string[] items =
        [
            "1. **概要**", "2. **個人データの項目**", "3. **本人の数**", "4. **原因**", "5. **二次被害", "6. **本人への対応",
            "7. **公表の実施状況**", "8. **再発防止", "9. **その他", "1. **Outline**", "9. **Other**", "法的助言ではありません",
            "no legal advice", "2026年1月31日 20:00", "2026-02-05 11:00 UTC", "病歴\\|x（要配慮個人情報）", "最大 1,234 人",
            "**likely**", "Emergency stops in force: example.com", "766 mails have not been sent",
        ];
        Assert.All(items, item => Assert.Contains(item, report, StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_machine_readable_file_is_what_JSON_shows()
    {
        var ran = await CreateAsync("json-1", "--json");

        var file = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(Out, "incident.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("json-1#1", file.GetProperty("id").GetString());
        Assert.Equal("wrong-content", file.GetProperty("kind").GetString());
        Assert.Equal(1_234, file.GetProperty("affected").GetInt64());
        Assert.Equal("2026-02-05T11:00:00.000Z", file.GetProperty("duties")[0].GetProperty("until").GetString());
        Assert.Equal(
            ran.Json.EnumerateObject().Select(field => field.Name), file.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task Nobody_but_the_owner_reads_the_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");

        await CreateAsync("modes-1");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(Out));
        Assert.Equal(4, Directory.GetFiles(Out).Length);
        Assert.All(
            Directory.GetFiles(Out),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file)));
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_not_written_into()
    {
        await CreateAsync("twice-1");

        var ran = await CreateAsync("twice-1", "--json");

        Assert.Equal(1, ran.Code);
        Assert.Equal("out", ran.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_list_shows_what_is_overdue_and_what_was_done()
    {
        await CreateAsync("listed");
        await Ran.AsyncOn(silo, "incident", "done", "listed#1", "final-report", "--reason", "filed by form");

        var list = await Ran.AsyncOn(silo, "incident", "list");
        var json = await Ran.AsyncOn(silo, "incident", "show", "listed#1", "--json");

        Assert.Contains("OVERDUE", list.Out, StringComparison.Ordinal);
        Assert.Contains("filed by form", list.Out, StringComparison.Ordinal);
        Assert.Contains("no legal advice", list.Out, StringComparison.Ordinal);
        Assert.True(json.Json.GetProperty("duties")[0].GetProperty("overdue").GetBoolean());
        Assert.False(json.Json.GetProperty("duties")[1].GetProperty("overdue").GetBoolean());
    }

    [Theory]
    [InlineData("spring")]
    [InlineData("spring#0")]
    [InlineData("#1")]
    public async Task An_incident_is_named_by_campaign_and_number(string id) =>
        Assert.Equal(2, (await Ran.AsyncOn(silo, "incident", "show", id)).Code);

    [Fact]
    public async Task A_time_that_cannot_be_read_is_wrong_usage() => Assert.Equal(2, (await Ran.AsyncOn(
        silo, "incident", "create", "--campaign", "x", "--known-at", "yesterday", "--what", "x", "--out", Out)).Code);

    private Task<Ran> CreateAsync(string campaign, params string[] options) => Ran.AsyncOn(
        silo,
        [
            "incident", "create", "--campaign", campaign, "--known-at", "2026-01-31T20:00+09:00", "--what", "wrong\u001b names",
            "--kind", "wrong-content", "--out", Out, .. options,
        ]);

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
