using CsCheck;
using static OrleansMail.Outcomes.BounceCategory;
using static OrleansMail.Outcomes.OutcomeKind;

namespace OrleansMail.Outcomes;

public sealed class OutcomeOfTests
{
    private static readonly OutcomeOf Outcome = new(BounceRules.BuiltIn());

    [Theory]
    [InlineData(250, "2.0.0")]
    [InlineData(250, null)]
    [InlineData(299, null)]
    public void A_2yz_after_the_dot_is_delivered(int code, string? enhanced)
    {
        var decision = Decide(DeliveryStage.FinalDot, code, enhanced, "ok");

        Assert.Equal(new OutcomeDecision(Delivered, FailureScope.None, None, NextStep.Done), decision);
    }

    [Theory]
    [InlineData(AttemptFault.Timeout)]
    [InlineData(AttemptFault.ConnectionLost)]
    [InlineData(AttemptFault.ProtocolError)]
    [InlineData(AttemptFault.TlsFailed)]
    [InlineData(AttemptFault.Cancelled)]
    public void Whatever_breaks_after_the_dot_is_unknown_and_never_a_bounce_or_a_retry(AttemptFault fault)
    {
        var decision = Fault(DeliveryStage.FinalDot, fault);

        Assert.Equal(Unknown, decision.Kind);
        Assert.Equal(NextStep.Done, decision.Next);
        Assert.False(decision.Suppress || decision.CountSoft);
    }

    [Theory]
    [InlineData(199)]
    [InlineData(354)]
    [InlineData(600)]
    [InlineData(0)]
    public void A_code_that_cannot_be_after_the_dot_is_unknown(int code)
    {
        Assert.Equal(Unknown, Decide(DeliveryStage.FinalDot, code, null, "").Kind);
    }

    [Theory]
    [InlineData(DeliveryStage.Connect, AttemptFault.Timeout)]
    [InlineData(DeliveryStage.Connect, AttemptFault.ConnectionRefused)]
    [InlineData(DeliveryStage.Greeting, AttemptFault.ConnectionLost)]
    [InlineData(DeliveryStage.Data, AttemptFault.ConnectionLost)]
    [InlineData(DeliveryStage.Body, AttemptFault.Timeout)]
    [InlineData(DeliveryStage.Rcpt, AttemptFault.ProtocolError)]
    public void What_breaks_before_the_dot_goes_to_the_next_host(DeliveryStage stage, AttemptFault fault)
    {
        var decision = Fault(stage, fault);

        Assert.Equal((OutcomeKind.Deferred, NextStep.NextHost), (decision.Kind, decision.Next));
        Assert.Equal(FailureScope.Site, decision.Scope);
    }

    [Theory]
    [InlineData(554, "go away", OutcomeKind.Deferred, Reputation, FailureScope.Egress)]
    [InlineData(554, "no such user here", OutcomeKind.Deferred, Reputation, FailureScope.Egress)]
    [InlineData(554, "blocked by spamhaus", OutcomeKind.Deferred, Reputation, FailureScope.Egress)]
    [InlineData(521, "no mail here", Bounced, BadDomain, FailureScope.Recipient)]
    [InlineData(421, "busy", OutcomeKind.Deferred, RemoteFault, FailureScope.Site)]
    [InlineData(450, "later", OutcomeKind.Deferred, RemoteFault, FailureScope.Site)]
    public void A_refusal_in_the_greeting_goes_to_the_next_host_and_never_hits_the_recipient(
        int code, string text, OutcomeKind kind, BounceCategory category, FailureScope scope)
    {
        var decision = Decide(DeliveryStage.Greeting, code, null, text);

        Assert.Equal((kind, category, scope), (decision.Kind, decision.Category, decision.Scope));
        Assert.Equal(NextStep.NextHost, decision.Next);
        Assert.False(decision.Suppress);
    }

    [Fact]
    public void After_a_421_the_site_cools_down()
    {
        var decision = Decide(DeliveryStage.Rcpt, 421, null, "closing");

        Assert.Equal((OutcomeKind.Deferred, NextStep.RetryLater), (decision.Kind, decision.Next));
        Assert.True(decision.ShutSiteFor > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(421, "5.7.32", OutcomeKind.Deferred)]
    [InlineData(550, "4.7.26", Bounced)]
    public void Where_the_codes_disagree_the_three_digits_are_right(int code, string enhanced, OutcomeKind kind)
    {
        var decision = Decide(DeliveryStage.FinalDot, code, enhanced, "unauthenticated", "google.com");

        Assert.Equal((kind, Authentication), (decision.Kind, decision.Category));
        Assert.True(decision.StopCampaign);
        Assert.False(decision.Suppress);
    }

    [Theory]
    [InlineData(452, "4.5.3", "Too many recipients")]
    [InlineData(552, null, "Too many recipients")]
    [InlineData(552, null, "no text that says why")]
    [InlineData(552, "5.5.3", "x")]
    [InlineData(552, "4.5.3", "x")]
    public void Too_many_recipients_is_no_failed_attempt_but_does_not_go_round_for_ever(
        int code, string? enhanced, string text)
    {
        var end = End(DeliveryStage.Rcpt, code, enhanced, text, "example.net");

        var first = Outcome.Decide(end);
        var again = Outcome.Decide(end with { RetriesNow = 1 });

        Assert.Equal(TooManyRecipients, first.Category);
        Assert.Equal((OutcomeKind.Deferred, NextStep.RetryNow), (first.Kind, first.Next));
        Assert.False(first.CountSoft || first.Suppress);
        Assert.Equal((OutcomeKind.Deferred, NextStep.RetryLater), (again.Kind, again.Next));
    }

    [Theory]
    [InlineData(DeliveryStage.Rcpt, UnknownUser, true)]
    [InlineData(DeliveryStage.FinalDot, RecipientFilter, false)]
    [InlineData(DeliveryStage.Data, RecipientFilter, false)]
    public void A_carrier_that_says_unknown_user_after_DATA_means_a_filter(
        DeliveryStage stage, BounceCategory category, bool suppress)
    {
        var decision = Decide(stage, 550, null, "Unknown user", "mfsmax.docomo.ne.jp");

        Assert.Equal((Bounced, category, suppress), (decision.Kind, decision.Category, decision.Suppress));
        Assert.Equal(!suppress, decision.CountSoft);
    }

    [Theory]
    [InlineData(550, "5.2.1", "receiving mail at a rate", "google.com", OutcomeKind.Deferred, RecipientRate)]
    [InlineData(550, "5.1.1", "no", "example.net", Bounced, UnknownUser)]
    [InlineData(451, "4.7.1", "Greylisted", "example.net", OutcomeKind.Deferred, Greylist)]
    [InlineData(450, null, "try again in 300 s", "example.net", OutcomeKind.Deferred, Greylist)]
    [InlineData(499, null, "odd", "example.net", OutcomeKind.Deferred, Unclassified)]
    [InlineData(599, null, "odd", "example.net", Bounced, Unclassified)]
    [InlineData(550, "5.7.1", "S3140", "x.olc.protection.outlook.com", Bounced, Reputation)]
    [InlineData(550, "5.1.1", "two\r\nlines:  user\tunknown", "au.com", Bounced, UnknownUser)]
    public void A_reply_means_what_its_code_and_text_say(
        int code, string? enhanced, string text, string host, OutcomeKind kind, BounceCategory category)
    {
        var decision = Decide(DeliveryStage.Rcpt, code, enhanced, text, host);

        Assert.Equal((kind, category), (decision.Kind, decision.Category));
    }

    [Fact]
    public void A_refusal_of_the_sender_is_never_counted_against_the_recipient()
    {
        var decision = Decide(DeliveryStage.Mail, 550, null, "odd");

        Assert.Equal((Bounced, FailureScope.Message), (decision.Kind, decision.Scope));
        Assert.False(decision.CountSoft || decision.Suppress);
    }

    [Theory]
    [InlineData("5.1.10", BadDomain, true, false)]
    [InlineData("5.1.2", BadDomain, false, true)]
    [InlineData("5.4.6", Loop, false, false)]
    [InlineData(null, BadDomain, false, false)]
    public void A_domain_without_a_way_bounces(string? enhanced, BounceCategory category, bool suppress, bool soft)
    {
        var decision = Outcome.Decide(new AttemptEnd(
            DeliveryStage.Routing, AttemptFault.RoutePermanent, 0, enhanced, "", "example.net", null));

        Assert.Equal((Bounced, category, NextStep.Done), (decision.Kind, decision.Category, decision.Next));
        Assert.Equal((suppress, soft), (decision.Suppress, decision.CountSoft));
    }

    [Theory]
    [InlineData(DeliveryStage.Routing, AttemptFault.RouteTemporary, OutcomeKind.Deferred, NextStep.RetryLater)]
    [InlineData(DeliveryStage.Mail, AttemptFault.Cancelled, OutcomeKind.Deferred, NextStep.RetryNow)]
    [InlineData(DeliveryStage.None, AttemptFault.ProxyFailed, OutcomeKind.Deferred, NextStep.RetryNow)]
    [InlineData(DeliveryStage.StartTls, AttemptFault.TlsFailed, OutcomeKind.Deferred, NextStep.NextHost)]
    [InlineData(DeliveryStage.Mail, AttemptFault.TooLarge, Bounced, NextStep.Done)]
    [InlineData(DeliveryStage.Render, AttemptFault.RenderFailed, Bounced, NextStep.Done)]
    public void A_fault_means_one_thing(DeliveryStage stage, AttemptFault fault, OutcomeKind kind, NextStep next)
    {
        var decision = Fault(stage, fault);

        Assert.Equal((kind, next), (decision.Kind, decision.Next));
        Assert.False(decision.Suppress);
    }

    [Fact]
    public void Any_end_whatever_has_a_decision_without_contradiction()
    {
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11], Gen.Int[0, 999], Gen.String).Sample((stage, fault, code, text) =>
        {
            var decision = Outcome.Decide(new AttemptEnd(
                (DeliveryStage)stage, (AttemptFault)fault, code, text, text, "google.com", null));

            Assert.False(decision.Kind == OutcomeKind.Deferred && decision.Next == NextStep.Done);
            Assert.False(decision.Suppress && decision.Next != NextStep.Done);
            Assert.False(decision.Kind == Delivered && (DeliveryStage)stage != DeliveryStage.FinalDot);
        });
    }

    private static OutcomeDecision Fault(DeliveryStage stage, AttemptFault fault) =>
        Outcome.Decide(new AttemptEnd(stage, fault, 0, null, "", "example.net", null));

    private static OutcomeDecision Decide(
        DeliveryStage stage, int code, string? enhanced, string text, string host = "example.net") =>
        Outcome.Decide(End(stage, code, enhanced, text, host));

    private static AttemptEnd End(DeliveryStage stage, int code, string? enhanced, string text, string host) =>
        new(stage, AttemptFault.None, code, enhanced, text, host, host);
}
