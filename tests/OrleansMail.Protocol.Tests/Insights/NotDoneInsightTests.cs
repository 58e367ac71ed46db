using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>What a rule of the campaign has refused is nothing that somebody did; what has many entries is done once.</summary>
public sealed class NotDoneInsightTests
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 25, 9, 0, 0, TimeSpan.Zero);

    private readonly List<AuditEntry> _entries = [];

    [Theory]
    [InlineData("Campaign.Approve too-soon", 0)]
    [InlineData("Campaign.Stop too-soon", 1)]
    public void An_approval_that_was_not_done_is_no_hasty_one(string detail, int found)
    {
        See("ada", "campaign.submit", 0, "Campaign.Submit");
        See("bob", "campaign.approve", 3, "Campaign.Approve hash=abc");
        See("eve", "campaign.read", 4, "CampaignReview.Review");
        See("bob", "not-done", 5, detail);

        Assert.Equal(found, Of("hasty-approval").Length);
    }

    [Fact]
    public void An_approval_that_is_done_after_the_time_to_read_is_not_measured_by_the_one_that_was_not()
    {
        See("ada", "campaign.submit", 0, "Campaign.Submit");
        See("bob", "campaign.approve", 3, "Campaign.Approve hash=abc");
        See("bob", "not-done", 3, "Campaign.Approve too-soon");
        See("bob", "campaign.approve", 30, "Campaign.Approve hash=abc");

        Assert.Empty(Of("hasty-approval"));
    }

    [Fact]
    public void A_submission_that_was_not_done_does_not_make_the_approval_hasty()
    {
        See("ada", "campaign.submit", 0, "Campaign.Submit");
        See("eve", "campaign.submit", 55, "Campaign.Submit");
        See("eve", "not-done", 55, "Campaign.Submit state");
        See("bob", "campaign.approve", 60, "Campaign.Approve hash=abc");

        Assert.Empty(Of("hasty-approval"));
    }

    [Fact]
    public void An_approval_that_was_not_done_makes_no_pair()
    {
        for (var campaign = 0; campaign < 5; campaign++)
        {
            See("ada", "campaign.submit", 0, "Campaign.Submit", $"campaign:{campaign}");
            See("bob", "campaign.approve", 60, "Campaign.Approve hash=abc", $"campaign:{campaign}");
            See("bob", "not-done", 60, "Campaign.Approve hash", $"campaign:{campaign}");
        }

        Assert.Empty(Of("same-pair"));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    public void An_export_of_all_trails_counts_once(int exports, int found)
    {
        for (var export = 1; export <= exports; export++)
        {
            var operation = new Guid(export, 0, 0, new byte[8]);
            foreach (var trail in new[] { "system", "a.example.com", "b.example.com" })
            {
                See("aoi", "export", export * 60, "yearly audit", $"audit:{trail}", operation);
            }
        }

        Assert.Equal(found, Of("mass-export").Length);
    }

    private void See(
        string caller, string action, int seconds, string detail, string target = "campaign:spring", Guid operation = default) =>
        _entries.Add(new AuditEntry(
            _entries.Count + 1, Morning.AddSeconds(seconds), caller, "192.0.2.7", action, target, "Allowed", detail, "",
            "example.com", "", "", operation, "Person", null));

    private Insight[] Of(string rule)
    {
        var look = new AuditInsights(Morning.AddDays(-1), Morning.AddDays(1), TimeZoneInfo.Utc);
        _entries.ForEach(look.See);
        return [.. look.End().Where(insight => insight.Rule == rule)];
    }
}
