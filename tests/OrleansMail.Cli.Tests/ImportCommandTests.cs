using System.Globalization;
using System.Text;
using OrleansMail.Fakes;

namespace OrleansMail;

public sealed class ImportCommandTests(FakeSilo silo)
{
    [Fact]
    public async Task A_file_of_several_chunks_arrives_whole_and_in_order()
    {
        var rows = string.Concat(Enumerable.Range(0, 2_345).Select(
            row => string.Create(CultureInfo.InvariantCulture, $"花子{row},r{row}@example.com\n")));

        var ran = await CreateAsync("import-1", "name,address\n" + rows);

        Assert.Equal(0, ran.Code);
        Assert.Equal(2_345, ran.Json.GetProperty("recipients").GetInt64());
        Assert.Equal("UTF-8", ran.Json.GetProperty("encoding").GetString());
        var committed = await silo.Grains.GetGrain<IFakeAudienceGrain>("import-1").CommittedAsync();
        Assert.Equal(Enumerable.Range(2, 2_345), committed!.Select(row => (int)row.Line));
        Assert.Equal("花子2344", Assert.Single(committed![^1].Values));
    }

    [Fact]
    public async Task A_bad_row_is_reported_by_line_and_nothing_is_imported()
    {
        var ran = await CreateAsync("import-2", "address\na@example.com\nnobody\na@example.com\nx@bad.example\n");

        Assert.Equal(1, ran.Code);
        Assert.Equal("bad-rows", ran.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Null(await silo.Grains.GetGrain<IFakeAudienceGrain>("import-2").CommittedAsync());
        var report = await ReportAsync("import-2");
        Assert.Equal("line,reason", report[0]);
        Assert.StartsWith("3,", report[1], StringComparison.Ordinal);
        Assert.Equal("4,the same as line 2", report[2]);
        Assert.Equal("5,the engine says no", report[3]);
        Assert.Equal(4, report.Length);
    }

    [Fact]
    public async Task Bad_rows_can_be_skipped()
    {
        var ran = await CreateAsync(
            "import-3", "address\na@example.com\nnobody\nx@bad.example\nb@example.com\n", "--skip-bad");

        Assert.True(ran.Code == 0, ran.Out + ran.Errors);
        Assert.Equal(2, ran.Json.GetProperty("recipients").GetInt64());
        Assert.Equal(2, ran.Json.GetProperty("bad").GetInt64());
        Assert.Equal(2, (await silo.Grains.GetGrain<IFakeAudienceGrain>("import-3").CommittedAsync())!.Length);
    }

    [Fact]
    public async Task Duplicates_are_listed_and_do_not_stop_the_import()
    {
        var ran = await CreateAsync("import-4", "address\na@example.com\nA@example.com\n");

        Assert.Equal(0, ran.Code);
        Assert.Equal(1, ran.Json.GetProperty("recipients").GetInt64());
        Assert.Equal(1, ran.Json.GetProperty("duplicates").GetInt64());
        Assert.Equal("3,the same as line 2", (await ReportAsync("import-4"))[1]);
    }

    [Fact]
    public async Task Who_is_in_the_exclusion_list_is_left_out_whatever_the_spelling()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.File("out.csv"), "name,address\nB,B@Example.com\nC,c@example.com\n", TestContext.Current.CancellationToken);

        var ran = await CreateAsync(
            "import-x1", "address\na@example.com\nb@example.com\n", "--exclude", folder.File("out.csv"));

        Assert.Equal(0, ran.Code);
        Assert.Equal(1, ran.Json.GetProperty("recipients").GetInt64());
        Assert.Equal(1, ran.Json.GetProperty("excluded").GetInt64());
        Assert.Equal(0, ran.Json.GetProperty("bad").GetInt64());
        Assert.Equal("3,the address is in the exclusion list", (await ReportAsync("import-x1"))[1]);
        Assert.DoesNotContain("right file", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exclusion_list_that_hits_nobody_is_remarked_on()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("out.csv"), "address\nz@example.com\n", TestContext.Current.CancellationToken);

        var ran = await CreateAsync("import-x2", "address\na@example.com\n", "--exclude", folder.File("out.csv"));

        Assert.Equal(0, ran.Code);
        Assert.Contains("right file", ran.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("address\nz@example.com\nnobody\n", "line 3")]
    [InlineData("address\n", "no address")]
    [InlineData("name\nAnn\n", "out.csv")]
    public async Task An_exclusion_list_that_cannot_be_read_whole_stops_the_import(string list, string words)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("out.csv"), list, TestContext.Current.CancellationToken);

        var ran = await CreateAsync("import-x3", "address\na@example.com\n", "--exclude", folder.File("out.csv"));

        Assert.Equal(1, ran.Code);
        var error = ran.Json.GetProperty("error");
        Assert.Equal("exclude", error.GetProperty("field").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Null(await silo.Grains.GetGrain<IFakeAudienceGrain>("import-x3").CommittedAsync());
    }

    [Theory]
    [InlineData("import-5", "name\nAda\n")]
    [InlineData("import-6", "address\n")]
    public async Task A_file_without_addresses_is_refused(string id, string csv)
    {
        var ran = await CreateAsync(id, csv);

        Assert.Equal(1, ran.Code);
        Assert.Equal("recipients", ran.Json.GetProperty("error").GetProperty("field").GetString());
        Assert.Null(await silo.Grains.GetGrain<IFakeAudienceGrain>(id).CommittedAsync());
    }

    [Fact]
    public async Task A_time_to_send_is_drafted_and_shown()
    {
        Assert.Equal(0, (await CreateAsync("import-at", "address\na@example.com\n", "--send-at", "2026-12-01T09:00+09:00")).Code);

        var status = await Ran.AsyncOn(silo, "campaign", "status", "import-at", "--json");
        Assert.Equal("2026-12-01T00:00:00.000Z", status.Json.GetProperty("sendAt").GetString());
        var plain = await Ran.AsyncOn(silo, "campaign", "status", "import-at");
        Assert.Contains("2026-12-01 00:00:00Z", plain.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-01T09:00")]
    [InlineData("2026-12-01")]
    [InlineData("tomorrow")]
    public async Task A_time_to_send_without_its_offset_is_wrong_usage(string time)
    {
        var ran = await CreateAsync("import-at2", "address\na@example.com\n", "--send-at", time);

        Assert.Equal(2, ran.Code);
        Assert.Contains("2026-04-01T09:30+09:00", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_setting_names_its_field()
    {
        var ran = await CreateAsync("import-7", "address\na@example.com\n", "--from", "nobody");

        Assert.Equal(1, ran.Code);
        Assert.Equal("from", ran.Json.GetProperty("error").GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_stream_is_drafted_without_an_import()
    {
        var content = await FileAsync("stream.eml", "Subject: {{ name }}\r\n\r\n");

        var ran = await Ran.AsyncOn(
            silo, "stream", "create", "Example.COM/receipts", "--from", "a@example.com", "--content", content);

        Assert.Equal(0, ran.Code);
        var audience = silo.Grains.GetGrain<IFakeAudienceGrain>("example.com/receipts");
        Assert.Null(await audience.CommittedAsync());
        var campaign = silo.Grains.GetGrain<IFakeCampaignGrain>("example.com/receipts");
        var settings = (await campaign.StatusAsync())!.Settings!;
        Assert.True(settings.IsStream);
        Assert.Equal(Campaigns.InDoubt.Resend, settings.InDoubt);
    }

    private async Task<Ran> CreateAsync(string id, string csv, params string[] more)
    {
        var recipients = await FileAsync($"{id}.csv", csv);
        var content = await FileAsync($"{id}.eml", "Subject: {{ name }}\r\n\r\n");
        string[] from = more.Contains("--from") ? [] : ["--from", "Ada <ada@example.com>"];
        return await Ran.AsyncOn(
            silo,
            [
                "campaign", "create", id, "--content", content, "--recipients", recipients,
                "--report", Path.Combine(silo.Folder, $"{id}.bad.csv"), "--json", .. from, .. more,
            ]);
    }

    private async Task<string> FileAsync(string name, string text)
    {
        var path = Path.Combine(silo.Folder, name);
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(false), TestContext.Current.CancellationToken);
        return path;
    }

    private Task<string[]> ReportAsync(string id) =>
        File.ReadAllLinesAsync(Path.Combine(silo.Folder, $"{id}.bad.csv"), TestContext.Current.CancellationToken);
}
