namespace OrleansMail.Outcomes;

/// <summary>
/// What the end of a transaction means: the only place that decides it. Replies are judged by the bounce table; what
/// the table does not know is judged by the first digit of the code (RFC 5321 §4.2.1) and the stage.
/// </summary>
public sealed class OutcomeOf(BounceRules rules)
{
    // After a 421 the host closes (RFC 5321 §4.2.2): coming back at once on another connection only makes it worse.
    private static readonly TimeSpan CoolDown = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RefusedShut = TimeSpan.FromHours(1);

    // One repetition at once can mend a full transaction; a second means that the host says no in general.
    private const int MaxRetriesNow = 1;

    private static readonly OutcomeDecision Delivered =
        new(OutcomeKind.Delivered, FailureScope.None, BounceCategory.None, NextStep.Done);

    private static readonly OutcomeDecision InDoubt =
        new(OutcomeKind.Unknown, FailureScope.None, BounceCategory.RemoteFault, NextStep.Done);

    // Our own side ended it, and it counts as no attempt: the row goes back, and the campaign decides what becomes of it.
    private static readonly OutcomeDecision BrokenOff =
        new(OutcomeKind.Deferred, FailureScope.None, BounceCategory.None, NextStep.RetryNow);

    private static readonly OutcomeDecision TryNextHost =
        new(OutcomeKind.Deferred, FailureScope.Site, BounceCategory.RemoteFault, NextStep.NextHost);

    private static readonly OutcomeDecision TlsFailure =
        TryNextHost with { Category = BounceCategory.Tls, Alert = true };

    private static readonly OutcomeDecision NoRoute =
        new(OutcomeKind.Bounced, FailureScope.Site, BounceCategory.BadDomain, NextStep.Done);

    public OutcomeDecision Decide(AttemptEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        return end.Fault switch
        {
            AttemptFault.None => OfReply(end),
            AttemptFault.Timeout or AttemptFault.ConnectionLost or AttemptFault.ConnectionRefused
                or AttemptFault.ProtocolError => OfLoss(end.Stage),
            AttemptFault.TlsFailed => end.Stage == DeliveryStage.FinalDot ? InDoubt : TlsFailure,
            AttemptFault.Cancelled or AttemptFault.ProxyFailed =>
                end.Stage == DeliveryStage.FinalDot ? InDoubt : BrokenOff,
            AttemptFault.RoutePermanent => OfRoute(BounceReply.ReadEnhanced(end.Enhanced)),
            AttemptFault.RouteTemporary => TryNextHost with { Next = NextStep.RetryLater },
            AttemptFault.TooLarge => new OutcomeDecision(
                OutcomeKind.Bounced, FailureScope.Message, BounceCategory.Size, NextStep.Done),
            AttemptFault.RenderFailed => new OutcomeDecision(
                OutcomeKind.Bounced, FailureScope.Recipient, BounceCategory.Format, NextStep.Done, Alert: true),
        };
    }

    // Lost after the dot: the host may have taken the message (RFC 5321 §4.5.3.2.6), so it is no bounce and no retry.
    private static OutcomeDecision OfLoss(DeliveryStage stage) =>
        stage == DeliveryStage.FinalDot ? InDoubt : TryNextHost;

    private static OutcomeDecision OfRoute((int Subject, int Detail)? enhanced) => enhanced switch
    {
        // A null MX is a statement (RFC 7505 §3); a name that is missing can be an accident in their DNS.
        (1, 10) => NoRoute with { Scope = FailureScope.Recipient, Suppress = true },
        (1, 2) => NoRoute with { Scope = FailureScope.Recipient, CountSoft = true },
        (4, 6) => NoRoute with { Category = BounceCategory.Loop, Alert = true },
        _ => NoRoute with { Alert = true },
    };

    private OutcomeDecision OfReply(AttemptEnd end) => (end.Code / 100, end.Stage) switch
    {
        (2, DeliveryStage.FinalDot) => Delivered,
        (4 or 5, <= DeliveryStage.StartTls) => OfGreeting(end),
        (4 or 5, _) => OfRefusal(end),
        _ => OfLoss(end.Stage),
    };

    // Before MAIL nothing was said about a recipient: whatever the host refuses, it is about us or about itself.
    private OutcomeDecision OfGreeting(AttemptEnd end)
    {
        var host = end switch
        {
            { Stage: DeliveryStage.StartTls } => TlsFailure,
            // 521 and 556: this host never takes mail (RFC 7504 §3, §4).
            { Code: 521 or 556 } => TryNextHost with
            {
                Kind = OutcomeKind.Bounced,
                Scope = FailureScope.Recipient,
                Category = BounceCategory.BadDomain,
            },
            { Code: >= 500 } => TryNextHost with
            {
                Scope = FailureScope.Egress,
                Category = BounceCategory.Reputation,
                ShutSiteFor = RefusedShut,
                Alert = true,
            },
            _ => TryNextHost with { ShutSiteFor = end.Code == 421 ? CoolDown : null },
        };

        var rule = rules.Find(BounceReply.Of(end));
        return rule is null || rule.Actions.Suppress || rule.Category == BounceCategory.RemoteFault
            ? host
            : host with
            {
                Scope = ScopeOf(rule),
                Category = rule.Category,
                ShutSiteFor = rule.Actions.ShutFor ?? host.ShutSiteFor,
                Alert = rule.Actions.Alert || host.Alert,
                StopCampaign = rule.Actions.StopCampaign,
                Rule = rule.Name,
            };
    }

    private OutcomeDecision OfRefusal(AttemptEnd end)
    {
        var rule = rules.Find(BounceReply.Of(end));
        return rule is null ? Unclassified(end) : OfRule(end, rule);
    }

    private static OutcomeDecision OfRule(AttemptEnd end, BounceRule rule)
    {
        var actions = rule.Actions;
        var now = actions.RetryNow && end.RetriesNow < MaxRetriesNow;
        var again = now || actions.RetryNow || actions.Retry || end.Code < 500;
        return new OutcomeDecision(
            again ? OutcomeKind.Deferred : OutcomeKind.Bounced,
            now ? FailureScope.None : ScopeOf(rule),
            rule.Category,
            (now, again) switch
            {
                (true, _) => NextStep.RetryNow,
                (_, true) => NextStep.RetryLater,
                _ => NextStep.Done,
            },
            actions.Suppress,
            actions.CountSoft,
            actions.ShutFor ?? (end.Code == 421 && !now ? CoolDown : null),
            actions.StopCampaign,
            actions.Alert,
            rule.Name);
    }

    // A refusal of MAIL is about the sender, never about the recipient.
    private static OutcomeDecision Unclassified(AttemptEnd end)
    {
        var ofSender = end.Stage == DeliveryStage.Mail;
        var scope = ofSender ? FailureScope.Message : FailureScope.Recipient;
        return end.Code < 500
            ? new OutcomeDecision(
                OutcomeKind.Deferred, end.Code == 421 ? FailureScope.Site : scope, BounceCategory.Unclassified,
                NextStep.RetryLater, ShutSiteFor: end.Code == 421 ? CoolDown : null)
            : new OutcomeDecision(
                OutcomeKind.Bounced, scope, BounceCategory.Unclassified, NextStep.Done, CountSoft: !ofSender,
                Alert: true);
    }

    private static FailureScope ScopeOf(BounceRule rule) => rule.Category switch
    {
        BounceCategory.None => FailureScope.None,
        BounceCategory.UnknownUser or BounceCategory.BadDomain or BounceCategory.Disabled or BounceCategory.Full
            or BounceCategory.Greylist or BounceCategory.RecipientRate or BounceCategory.RecipientPolicy
            or BounceCategory.RecipientFilter or BounceCategory.Expired or BounceCategory.TooManyRecipients
            or BounceCategory.Unclassified => FailureScope.Recipient,
        BounceCategory.Rate or BounceCategory.Tls or BounceCategory.RemoteFault => FailureScope.Site,
        BounceCategory.Reputation => FailureScope.Egress,
        // What asks for a pause is about the address we come from, such as a missing PTR; the rest is about the mail.
        BounceCategory.Authentication => rule.Actions.ShutFor is null ? FailureScope.Message : FailureScope.Egress,
        BounceCategory.Content or BounceCategory.Size or BounceCategory.Format or BounceCategory.Loop =>
            FailureScope.Message,
    };
}
