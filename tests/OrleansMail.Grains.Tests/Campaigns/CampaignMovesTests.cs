namespace OrleansMail.Campaigns;

public sealed class CampaignMovesTests
{
    [Fact]
    public void Only_completed_cancelled_and_failed_are_final() => Assert.Equal(
        [CampaignPhase.Completed, CampaignPhase.Cancelled, CampaignPhase.Failed],
        Enum.GetValues<CampaignPhase>().Where(CampaignMoves.IsFinal));

    [Theory]
    [InlineData(CampaignPhase.Draft, CampaignMove.Submit)]
    [InlineData(CampaignPhase.Draft, CampaignMove.Approve)]
    [InlineData(CampaignPhase.Draft, CampaignMove.Accept)] // nothing is found yet that could be accepted
    [InlineData(CampaignPhase.Submitted, CampaignMove.Accept)] // it would change what was submitted
    [InlineData(CampaignPhase.Sending, CampaignMove.Vote)]
    [InlineData(CampaignPhase.Completed, CampaignMove.Withdraw)]
    [InlineData(CampaignPhase.Draft, CampaignMove.Start)]
    [InlineData(CampaignPhase.Checked, CampaignMove.Approve)]
    [InlineData(CampaignPhase.Checked, CampaignMove.Start)]
    [InlineData(CampaignPhase.Submitted, CampaignMove.Start)]
    [InlineData(CampaignPhase.Approved, CampaignMove.Release)] // nothing leaves without a start
    [InlineData(CampaignPhase.Held, CampaignMove.Change)]
    [InlineData(CampaignPhase.Sending, CampaignMove.Change)]
    [InlineData(CampaignPhase.Paused, CampaignMove.Change)]
    [InlineData(CampaignPhase.Paused, CampaignMove.Finish)]
    [InlineData(CampaignPhase.Cancelled, CampaignMove.Resume)]
    public void A_short_cut_is_refused(CampaignPhase from, CampaignMove move) =>
        Assert.Null(CampaignMoves.After(from, move));

    [Fact]
    public void Whatever_was_checked_or_approved_a_change_leads_back_to_the_draft() => Assert.All(
        CampaignMoves.All.Where(move => move.Key.Move == CampaignMove.Change),
        move => Assert.Equal(CampaignPhase.Draft, move.Value));
}
