using OrleansMail.Ledger;

namespace OrleansMail.Campaigns;

public sealed class StatusOfTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_counts_add_up_to_the_recipients()
    {
        var status = StatusOf.Campaign("c", Sending(), 100, new OutcomeCounts(40, 10, 5, 4, 3, 2, 1), Noon.AddHours(1));

        Assert.Equal(35, status.Pending);
        Assert.Equal(
            status.Recipients,
            status.Pending + status.Delivered + status.Deferred + status.Bounced + status.Suppressed + status.Expired
            + status.Cancelled + status.Unknown);
    }

    [Theory]
    [InlineData(50, 100, 1)] // half in one hour
    [InlineData(0, 100, null)] // nothing is known yet
    [InlineData(1, 90_000_000, null)] // beyond every date
    public void The_end_is_estimated_by_the_pace_so_far(long done, long rows, int? hours)
    {
        var status = StatusOf.Campaign(
            "c", Sending(), rows, new OutcomeCounts(done, 0, 0, 0, 0, 0, 0), Noon.AddHours(1));

        Assert.Equal(hours is { } left ? Noon.AddHours(1 + left) : null, status.EstimatedFinishAt);
    }

    private static CampaignState Sending() => new() { Phase = CampaignPhase.Sending, StartedAt = Noon };
}
