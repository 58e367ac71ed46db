using OrleansMail.Ledger;

namespace OrleansMail.Campaigns;

/// <summary>Puts a campaign's state and the ledger's counts into one picture.</summary>
public static class StatusOf
{
    public static CampaignStatus Campaign(
        string id, CampaignState state, long rows, OutcomeCounts counts, DateTimeOffset now)
    {
        var pending = Math.Max(0, rows - counts.Final - counts.Deferred);
        return new CampaignStatus(
            id,
            state.Phase,
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
            [.. state.Approvals],
            state.StartedAt,
            state.FinishedAt,
            Finish(state, rows, counts, now),
            state.Reason,
            state.HeldUntil,
            state.Settings,
            state.ForgottenAt);
    }

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
