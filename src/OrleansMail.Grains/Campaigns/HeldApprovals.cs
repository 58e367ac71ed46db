namespace OrleansMail.Campaigns;

/// <summary>Which approvals hold at a moment: for the submitted hash, and before the start not too old.</summary>
internal static class HeldApprovals
{
    public static List<Approval> Of(CampaignState state, DateTimeOffset now) => state.Approvals.FindAll(
        approval => approval.Hash == state.Submitted?.Whole && (HasBegun(state) || now < Until(state, approval)));

    /// <summary>Are there as many as the campaign needs? An approver and their deputy count as one.</summary>
    public static bool AreEnough(CampaignState state, DateTimeOffset now) =>
        Of(state, now).Select(approval => approval.Right).Distinct(StringComparer.OrdinalIgnoreCase).Count()
        >= (state.Quorum?.Needed ?? 1);

    /// <summary>When the first of them runs out; null once started, or if there is none.</summary>
    public static DateTimeOffset? FirstEnd(CampaignState state, DateTimeOffset now) =>
        HasBegun(state) ? null : Of(state, now).Select(approval => (DateTimeOffset?)Until(state, approval)).Min();

    // An approval is for the start: what has begun on time may take longer than an approval holds. One that was paused before
    // its first mail has not begun.
    private static bool HasBegun(CampaignState state) =>
        state.Phase is not (CampaignPhase.Submitted or CampaignPhase.Approved)
        && !(state.Phase == CampaignPhase.Paused && state.StartedAt is null);

    private static DateTimeOffset Until(CampaignState state, Approval approval) =>
        approval.At + (state.Quorum?.ExpiresAfter ?? TimeSpan.Zero);
}
