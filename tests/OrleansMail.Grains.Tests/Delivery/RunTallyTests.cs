using OrleansMail.Campaigns;
using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

public sealed class RunTallyTests
{
    /// <summary>The end of an attempt, and which count it goes into beside that of the attempts.</summary>
    public static TheoryData<DeliveryStage, OutcomeKind, BounceCategory, NextStep, CampaignTally> Ends => new()
    {
        { DeliveryStage.FinalDot, OutcomeKind.Delivered, BounceCategory.None, NextStep.Done, new(1, 0, 0, 0) },
        { DeliveryStage.Rcpt, OutcomeKind.Bounced, BounceCategory.UnknownUser, NextStep.Done, new(1, 1, 0, 0) },
        { DeliveryStage.Rcpt, OutcomeKind.Bounced, BounceCategory.Disabled, NextStep.Done, new(1, 1, 0, 0) },
        { DeliveryStage.Routing, OutcomeKind.Bounced, BounceCategory.BadDomain, NextStep.Done, new(1, 1, 0, 0) },
        { DeliveryStage.FinalDot, OutcomeKind.Bounced, BounceCategory.Content, NextStep.Done, new(1, 0, 0, 0) },
        { DeliveryStage.Rcpt, OutcomeKind.Deferred, BounceCategory.Rate, NextStep.RetryLater, new(1, 0, 1, 0) },
        { DeliveryStage.Rcpt, OutcomeKind.Deferred, BounceCategory.Greylist, NextStep.RetryLater, new(1, 0, 0, 0) },
        { DeliveryStage.Render, OutcomeKind.Bounced, BounceCategory.Format, NextStep.Done, new(1, 0, 0, 1) },
        { DeliveryStage.None, OutcomeKind.Deferred, BounceCategory.None, NextStep.RetryNow, new(0, 0, 0, 0) }, // called off
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Each_end_goes_into_its_count(
        DeliveryStage stage, OutcomeKind kind, BounceCategory category, NextStep next, CampaignTally expected)
    {
        var tally = new RunTally();

        tally.Add(new Attempt(
            FakeConnection.Ok with { Stage = stage },
            new OutcomeDecision(kind, FailureScope.Recipient, category, next)));

        Assert.Equal(expected, tally.Now);
    }

    [Theory]
    [InlineData(OutcomeKind.Bounced, BounceCategory.Content, NextStep.Done)]
    [InlineData(OutcomeKind.Deferred, BounceCategory.Authentication, NextStep.RetryLater)]
    public void What_every_further_mail_would_be_refused_for_is_counted(
        OutcomeKind kind, BounceCategory category, NextStep next)
    {
        var tally = new RunTally();

        tally.Add(new Attempt(
            FakeConnection.Ok with { Stage = DeliveryStage.FinalDot },
            new OutcomeDecision(kind, FailureScope.Recipient, category, next, StopCampaign: true)));

        Assert.Equal(new CampaignTally(1, 0, 0, 0) { Faulty = 1 }, tally.Now);
        Assert.Equal(2, tally.Now.Plus(tally.Now).Faulty);
    }
}
