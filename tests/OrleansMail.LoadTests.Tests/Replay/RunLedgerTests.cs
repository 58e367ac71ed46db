using OrleansMail.Trials;

namespace OrleansMail.Replay;

public sealed class RunLedgerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Delivered_and_accepted_once_breaks_nothing()
    {
        var ledger = Ledger(["a@x.test", "b@y.test"], [("a@x.test", "Delivered"), ("b@y.test", "Bounced")], ["a@x.test"]);

        Assert.Empty(ledger.Breaches());
        Assert.Equal(1, ledger.DeliveredCount);
        Assert.Equal(["x.test", "y.test"], ledger.Sites.Select(site => site.Site));
    }

    [Theory]
    [InlineData("Pending")]
    [InlineData("Deferred")]
    public void A_recipient_without_a_final_outcome_is_a_breach(string outcome) =>
        Assert.Single(Ledger(["a@x.test"], [("a@x.test", outcome)], []).Breaches());

    [Fact]
    public void A_recipient_without_a_line_is_a_breach() =>
        Assert.Single(Ledger(["a@x.test"], [], []).Breaches());

    [Fact]
    public void Two_lines_for_a_recipient_are_a_breach() => Assert.NotEmpty(Ledger(
        ["a@x.test"], [("a@x.test", "Delivered"), ("a@x.test", "Delivered")], ["a@x.test", "a@x.test"]).Breaches());

    [Fact]
    public void Accepted_twice_is_a_breach() => Assert.Single(
        Ledger(["a@x.test"], [("a@x.test", "Delivered")], ["a@x.test", "a@x.test"]).Breaches());

    [Fact]
    public void Delivered_but_never_accepted_is_a_breach() => Assert.Single(
        Ledger(["a@x.test"], [("a@x.test", "Delivered")], []).Breaches());

    [Fact]
    public void Unknown_may_have_been_accepted_or_not()
    {
        Assert.Empty(Ledger(["a@x.test"], [("a@x.test", "Unknown")], []).Breaches());
        Assert.Empty(Ledger(["a@x.test"], [("a@x.test", "Unknown")], ["a@x.test"]).Breaches());
    }

    [Fact]
    public void Who_is_in_no_audience_is_a_breach()
    {
        Assert.Single(Ledger([], [("a@x.test", "Bounced")], []).Breaches());
        Assert.Single(Ledger([], [], ["a@x.test"]).Breaches());
    }

    [Fact]
    public void Without_the_log_of_a_sink_only_the_ledger_is_judged()
    {
        var ledger = new RunLedger(1, sinkHasLog: false);
        ledger.Expect(["a@x.test"]);
        ledger.AddOutcome(new OutcomeLine("a@x.test", "Delivered", Start), 0, Start);

        Assert.Empty(ledger.Breaches());
    }

    [Fact]
    public void A_recipient_of_two_campaigns_gets_two_mails_and_a_second_row_of_one_counts_once()
    {
        var ledger = new RunLedger(2, sinkHasLog: true);
        ledger.Expect(["a@x.test", "A@X.test"]);
        ledger.Expect(["a@x.test"]);
        for (var campaign = 0; campaign < 2; campaign++)
        {
            ledger.AddOutcome(new OutcomeLine("a@x.test", "Delivered", Start.AddSeconds(campaign)), campaign, Start);
            ledger.AddAccepted("a@x.test");
        }

        Assert.Empty(ledger.Breaches());
        Assert.Equal(TimeSpan.FromSeconds(1), ledger.LastDelivery);
        Assert.Equal([1, 1], ledger.Delivered.Select(counts => (int)counts.Total));
    }

    [Fact]
    public void The_seed_draws_as_many_sites_of_each_behaviour_as_asked()
    {
        var options = new ReceiverOptions(false, TimeSpan.Zero, 0.1, 0.2, 0.05, Tls: false, HangShare: 0.05);
        var sites = Enumerable.Range(0, 100).Select(Shapes.AudienceShape.Site).ToList();

        var roles = SiteRoles.Draw(sites, options, 3);

        Assert.Equal(
            [60, 20, 10, 5, 5],
            Enum.GetValues<SiteRole>().Select(role => roles.Values.Count(drawn => drawn == role)));
        Assert.Equal(roles, SiteRoles.Draw(sites, options, 3));
        Assert.NotEqual(roles, SiteRoles.Draw(sites, options, 4));
    }

    private static RunLedger Ledger(
        string[] audience, (string Recipient, string Outcome)[] outcomes, string[] accepted)
    {
        var ledger = new RunLedger(1, sinkHasLog: true);
        ledger.Expect(audience);
        foreach (var (recipient, outcome) in outcomes)
        {
            ledger.AddOutcome(new OutcomeLine(recipient, outcome, Start), 0, Start);
        }

        foreach (var address in accepted)
        {
            ledger.AddAccepted(address);
        }

        return ledger;
    }
}
