namespace OrleansMail.Outcomes;

/// <summary>What the end of a transaction means and what follows from it.</summary>
/// <param name="Scope">Whom else the failure would hit now.</param>
/// <param name="Next">With NextHost, <paramref name="Kind"/> holds only when no host is left.</param>
/// <param name="Suppress">The address is dead: never mail it again.</param>
/// <param name="CountSoft">One soft bounce more for the address.</param>
/// <param name="ShutSiteFor">How long this egress address stays away from the site; null for not at all.</param>
/// <param name="StopCampaign">Sending on would do harm: the content or our set-up must be mended first.</param>
/// <param name="Alert">A person must look.</param>
/// <param name="Rule">The bounce rule that decided, null when none did.</param>
public sealed record OutcomeDecision(
    OutcomeKind Kind,
    FailureScope Scope,
    BounceCategory Category,
    NextStep Next,
    bool Suppress = false,
    bool CountSoft = false,
    TimeSpan? ShutSiteFor = null,
    bool StopCampaign = false,
    bool Alert = false,
    string? Rule = null)
{
    /// <summary>We ended it ourselves: it counts as no attempt, and the row is due at once.</summary>
    public bool IsCalledOff => this is { Kind: OutcomeKind.Deferred, Next: NextStep.RetryNow };

    /// <summary>It was put off because of the site or our standing with it, not of the recipient.</summary>
    public bool IsSiteTrouble => Kind == OutcomeKind.Deferred && (Scope is FailureScope.Site or FailureScope.Egress);
}
