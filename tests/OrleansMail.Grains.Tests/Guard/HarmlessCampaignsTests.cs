using System.Globalization;
using OrleansMail.Recipients;

namespace OrleansMail.Guard;

/// <summary>
/// Campaigns as people send them, Japanese and English, each checked as the silo does it. The class of a mail is in its
/// header X-Class.
/// </summary>
public sealed class HarmlessCampaignsTests
{
    private const int LeastCampaigns = 30;

    private static readonly DateTimeOffset Now = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);
    private static readonly string Folder =
        Repository.PathOf("tests", "OrleansMail.Grains.Tests", "Guard", "harmless");

    // All warnings that the harmless ones get.
    private static readonly Dictionary<string, string[]> Warned = new()
    {
        ["18-phishing-warning.eml"] = ["Warn: The text speaks of attachments, but there is none."],
    };

    public static TheoryData<string> Campaigns() => new(
        Directory.EnumerateFiles(Folder, "*.eml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Campaigns))]
    public async Task A_harmless_campaign_is_not_blocked_and_hardly_ever_warned_of(string file)
    {
        var report = await GuardOnSilo.CheckAsync(await File.ReadAllBytesAsync(
            Path.Combine(Folder, file), TestContext.Current.CancellationToken), Rows(), Now);

        Assert.Equal(Rows().Length, report.RowsChecked);
        Assert.Equal(
            Warned.GetValueOrDefault(file, []),
            report.Findings.Where(finding => finding.Level != GuardLevel.Info)
                .Select(finding => $"{finding.Level}: {finding.Message}"));
    }

    [Fact]
    public void There_are_enough_of_them() => Assert.InRange(Campaigns().Count, LeastCampaigns, int.MaxValue);

    private static AudienceRow[] Rows() => [.. Enumerable.Range(0, 120).Select(row => new AudienceRow(
        row + 2,
        row % 3 == 0 ? $"customer{row}@gmail.com" : $"k.tanaka{row}@company{row}.co.jp",
        BitConverter.GetBytes(StableHash.Mix((ulong)row + 1)),
        [
            row % 2 == 0 ? $"田中 花子{row}" : $"Ann Miller {row}",
            row % 2 == 0 ? $"株式会社田中{row}" : $"Miller {row} Ltd",
            string.Create(CultureInfo.InvariantCulture, $"K{1_000_000 + (row * 17)}"),
            string.Create(CultureInfo.InvariantCulture, $"{1_000 + (row * 31):N0}"),
            string.Create(CultureInfo.InvariantCulture, $"https://www.mihon-shoten.co.jp/p/{StableHash.Mix((ulong)row):x16}"),
        ]))];
}
