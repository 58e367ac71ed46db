using System.Text;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Delivery;
using OrleansMail.Recipients;
using OrleansMail.Reports;

namespace OrleansMail.Guard;

public sealed class CampaignGuardTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Content = Encoding.UTF8.GetBytes(
        """
        From: Shop <news@mihon-shoten.co.jp>
        Reply-To: no-reply@elsewhere.co.jp
        Subject: News for {{ name }}
        X-Class: marketing
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="mixed"

        --mixed
        Content-Type: text/plain; charset=utf-8

        Dear {{ name }}, your number is {{ number }}.
        --mixed
        Content-Type: application/octet-stream; name="setup.exe"
        Content-Disposition: attachment; filename="setup.exe"
        Content-Transfer-Encoding: base64

        TVqQAA==
        --mixed--

        """.ReplaceLineEndings("\r\n"));

    [Fact]
    public async Task Settings_headers_files_and_rows_reach_the_rules()
    {
        var report = await GuardOnSilo.CheckAsync(Content, Rows(200), Now);

        string[] expected =
            ["attachment-files attachment Block", "legal-display text Block", "sender Reply-To Warn"];
        var found = report.Findings.Select(finding => $"{finding.Rule} {finding.Field} {finding.Level}").ToArray();
        Assert.All(expected, finding => Assert.Contains(finding, found));
        Assert.Equal(200, report.RowsChecked);
        Assert.Equal(5, report.Previews.Count(preview => preview.Reason.Contains("at random", StringComparison.Ordinal)));
        Assert.All(report.Previews, preview => Assert.InRange(preview.Row, 2, 201));
    }

    [Fact]
    public async Task Recipients_on_the_suppression_list_are_counted()
    {
        var rows = Rows(2_500);
        foreach (ref var row in rows.AsSpan())
        {
            row = row with { Key = [.. row.Key] };
            row.Key[0] = row.Line is 5 or 1_700 or 2_501 ? GuardOnSilo.SuppressedBy : (byte)1;
        }

        Assert.Equal(3, (await GuardOnSilo.CheckAsync(Content, rows, Now)).Suppressed);
        Assert.Equal(0, (await GuardOnSilo.CheckAsync(Content, rows[10..20], Now)).Suppressed);
    }

    [Fact]
    public async Task The_same_run_says_the_same()
    {
        var first = await GuardOnSilo.CheckAsync(Content, Rows(500), Now);
        var second = await GuardOnSilo.CheckAsync(Content, Rows(500), Now);

        Assert.Equal(first.Findings, second.Findings);
        Assert.Equal(first.Previews, second.Previews);
    }

    [Fact]
    public async Task A_preview_is_the_mail_of_the_line()
    {
        var (guard, request) = await GuardOnSilo.OfAsync(Content, Rows(50), Now);

        var preview = (await guard.PreviewsAsync(request, [12]))[0].Preview!;

        Assert.Equal((12, "u10@company10.co.jp"), (preview.Row, preview.To));
        Assert.Equal("News for Ann 10", preview.Subject);
        Assert.Equal("Shop <news@mihon-shoten.co.jp>", preview.Sender);
        Assert.StartsWith("Dear Ann 10, your number is K100010.", preview.Text, StringComparison.Ordinal);
        Assert.Equal(("setup.exe", 4), (preview.Attachments[0].Name, preview.Attachments[0].Bytes));
        Assert.False(preview.IsCut);
        Assert.Equal("row", (await guard.PreviewsAsync(request, [52]))[0].Refusal!.Code);
        Assert.Equal("row", (await guard.PreviewsAsync(request, [1]))[0].Refusal!.Code);
    }

    [Fact]
    public async Task A_preview_is_cut_between_characters()
    {
        var rows = Rows(1);
        rows[0] = rows[0] with { Values = [string.Concat(Enumerable.Repeat("𠮷", 15_000)), .. rows[0].Values[1..]] };
        var (guard, request) = await GuardOnSilo.OfAsync(Content, rows, Now);

        var preview = (await guard.PreviewsAsync(request, [2]))[0].Preview!;

        Assert.True(preview.IsCut);
        Assert.InRange(preview.Text.Length, MailPreview.MaxLength - 1, MailPreview.MaxLength);
        Assert.False(char.IsHighSurrogate(preview.Text[^1]));
    }

    [Fact]
    public async Task A_row_that_came_from_no_file_is_shown_by_its_number()
    {
        var (guard, request) = await GuardOnSilo.OfAsync(Content, [.. Rows(5).Select(row => row with { Line = 0 })], Now);

        var previews = await guard.PreviewsAsync(request, [5, 3, -1]);
        Assert.Equal("u3@company3.co.jp", previews[1].Preview!.To);
        Assert.NotNull(previews[0].Refusal);
        Assert.NotNull(previews[2].Refusal);
    }

    [Fact]
    public async Task Earlier_campaigns_of_the_same_sending_domain_are_asked()
    {
        var stores = new MemoryStores();
        foreach (var id in (string[])["first", "other", "draft", "self", "shop.test/stream"])
        {
            await stores.PutAsync(DirectoryKind.Campaign, id, running: false);
        }

        var asked = new List<string>();
        var grains = Stub.Of<IGrainFactory>((_, arguments) =>
        {
            var id = (string)arguments[0]!;
            asked.Add(id);
            var sketch = new GuardSketch(id == "other" ? "b.test" : "a.test", default, Now, 1, "h", [], [], []);
            return Stub.Of<ICampaignGuardGrain>((_, _) => Task.FromResult(
                new GuardMemory(id, CampaignPhase.Completed, Now, id == "draft" ? null : sketch)));
        });

        var found = await new EarlierCampaigns(stores, grains).OfAsync("self", "a.test");

        Assert.Equal("first", Assert.Single(found).Campaign);
        Assert.Equal(["draft", "first", "other"], asked.Order(StringComparer.Ordinal));
    }

    private static AudienceRow[] Rows(int count) => [.. Enumerable.Range(0, count).Select(row => new AudienceRow(
        row + 2, $"u{row}@company{row}.co.jp", BitConverter.GetBytes(StableHash.Mix((ulong)row + 1)),
        [$"Ann {row}", "Company", $"K{100_000 + row}", "1", "x"]))];
}
