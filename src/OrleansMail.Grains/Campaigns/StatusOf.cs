using OrleansMail.Ledger;

namespace OrleansMail.Campaigns;

/// <summary>Puts a campaign's state and the ledger's counts into one picture.</summary>
public static class StatusOf
{
    public static CampaignStatus Campaign(
        string id, CampaignState state, long rows, OutcomeCounts counts, DateTimeOffset now)
    {
        var pending = Math.Max(0, rows - counts.Final - counts.Deferred);
        var approvals = HeldApprovals.Of(state, now);
        return new CampaignStatus(
            id,
            Phase(state, now),
            rows,
            pending,
            counts.Delivered,
            counts.Deferred,
            counts.Bounced,
            counts.Suppressed,
            counts.Expired,
            counts.Cancelled,
            counts.Unknown,
            state.Submitted?.Whole,
            state.SubmittedBy,
            [.. approvals.Select(approval => approval.By)],
            state.StartedAt,
            state.FinishedAt,
            Finish(state, rows, counts, now),
            state.Reason,
            state.HeldUntil,
            state.Settings)
        {
            ApprovalsNeeded = state.Quorum?.Needed ?? 0,
            ApprovalReasons = state.Quorum?.Reasons ?? [],
            ApprovedUntil = HeldApprovals.FirstEnd(state, now),
            CanaryUntil = state.CanaryUntil,
            ForgottenAt = state.ForgottenAt,
            Deputies = [.. approvals.Where(approval => approval.For is not null).Select(approval => $"{approval.By} for {approval.For}")],
        };
    }

    /// <summary>What is approved by people whose yes has run out is not approved, though nobody has looked since.</summary>
    private static CampaignPhase Phase(CampaignState state, DateTimeOffset now) =>
        state.Phase == CampaignPhase.Approved && !HeldApprovals.AreEnough(state, now)
            ? CampaignPhase.Submitted
            : state.Phase;

    /// <summary>When the campaign ends if it goes on as it went so far; null if nothing can be said yet.</summary>
    private static DateTimeOffset? Finish(CampaignState state, long rows, OutcomeCounts counts, DateTimeOffset now)
    {
        if (state.Phase != CampaignPhase.Sending || state.StartedAt is not { } started || counts.Final == 0)
        {
            return null;
        }

        // Nobody plans by an estimate of more than a year, and a date has an end.
        var days = (now - started).TotalDays / counts.Final * (rows - counts.Final);
        return days < 365 ? now.AddDays(days) : null;
    }
}
