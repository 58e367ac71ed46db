using OrleansMail.Campaigns;

namespace OrleansMail.Views;

/// <summary>Where a campaign stands, as JSON. The field names are a published contract.</summary>
internal record StatusView(
    string Id,
    string State,
    long Recipients,
    long Pending,
    long Delivered,
    long Deferred,
    long Bounced,
    long Suppressed,
    long Expired,
    long Cancelled,
    long Unknown,
    string? ContentHash,
    string? SubmittedBy,
    string[] ApprovedBy,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? EstimatedFinishAt,
    string? Reason,
    DateTimeOffset? HeldUntil,
    int ApprovalsNeeded,
    string[] ApprovalReasons,
    DateTimeOffset? ApprovedUntil,
    DateTimeOffset? CanaryUntil,
    DateTimeOffset? ForgottenAt,
    string[] Deputies)
{
    public static StatusView Of(CampaignStatus status) => new(
        status.Id,
        status.State.ToString(),
        status.Recipients,
        status.Pending,
        status.Delivered,
        status.Deferred,
        status.Bounced,
        status.Suppressed,
        status.Expired,
        status.Cancelled,
        status.Unknown,
        status.ContentHash,
        status.SubmittedBy,
        status.Approvals,
        status.StartedAt,
        status.FinishedAt,
        status.EstimatedFinishAt,
        status.Reason,
        status.HeldUntil,
        status.ApprovalsNeeded,
        status.ApprovalReasons,
        status.ApprovedUntil,
        status.CanaryUntil,
        status.ForgottenAt,
        status.Deputies);
}
