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

    [Theory]
    [InlineData(59, CampaignPhase.Approved, 1)]
    [InlineData(60, CampaignPhase.Submitted, 0)]
    public void An_approval_that_has_run_out_is_none(int minutes, CampaignPhase phase, int approvals)
    {
        var state = new CampaignState
        {
            Phase = CampaignPhase.Approved,
            Submitted = new ApprovalHash("h", "", "", ""),
            Quorum = new Quorum(1, [], 0, null, TimeSpan.FromHours(1)),
            Approvals = [new Approval("ben", Noon, "h"), new Approval("eve", Noon, "another hash")],
        };

        var status = StatusOf.Campaign(
            "c", state, 1, new OutcomeCounts(0, 0, 0, 0, 0, 0, 0), Noon.AddMinutes(minutes));

        Assert.Equal((phase, approvals), (status.State, status.Approvals.Length));
        Assert.Equal(approvals == 0 ? null : Noon.AddHours(1), status.ApprovedUntil);
    }

    private static CampaignState Sending() => new() { Phase = CampaignPhase.Sending, StartedAt = Noon };
}
