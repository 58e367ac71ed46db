using OrleansMail.Lanes;
using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

public sealed class LeaseTallyTests
{
    [Fact]
    public void Only_what_is_about_the_site_or_our_address_is_trouble_and_the_longest_wait_counts()
    {
        var lease = Guid.NewGuid();
        var tally = new LeaseTally(lease);

        tally.Add(Decision(OutcomeKind.Delivered, FailureScope.None));
        tally.Add(Decision(OutcomeKind.Delivered, FailureScope.None));
        tally.Add(Decision(OutcomeKind.Deferred, FailureScope.Recipient));
        tally.Add(Decision(OutcomeKind.Deferred, FailureScope.Site, minutes: 15));
        tally.Add(Decision(OutcomeKind.Deferred, FailureScope.Egress, minutes: 5));
        tally.Add(Decision(OutcomeKind.Bounced, FailureScope.Site));
        tally.Add(Decision(OutcomeKind.Unknown, FailureScope.None));

        Assert.Equal(new LaneSettlement(lease, 2, 2, TimeSpan.FromMinutes(15)), tally.Settlement());
    }

    private static OutcomeDecision Decision(OutcomeKind kind, FailureScope scope, int? minutes = null) => new(
        kind, scope, BounceCategory.None, NextStep.Done,
        ShutSiteFor: minutes is { } time ? TimeSpan.FromMinutes(time) : null);
}
