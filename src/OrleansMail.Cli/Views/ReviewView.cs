using OrleansMail.Campaigns;

namespace OrleansMail.Views;

/// <summary>What an approver must have seen, as JSON.</summary>
internal sealed record ReviewView(
    string Id,
    string? Hash,
    SettingsView Settings,
    long Recipients,
    string[] Columns,
    DateTimeOffset CheckedAt,
    KeyedFindingView[] Findings,
    AcceptedView[] Accepted,
    AcceptedView[] Confirmed,
    int? ApprovalsNeeded,
    string[] ApprovalReasons,
    DomainCountView[] Domains,
    int OtherDomains,
    long OtherRecipients,
    string[] Differences,
    DateTimeOffset? MayApproveFrom,
    PreviewView[] Mails,
    long? Suppressed)
{
    public static ReviewView Of(CampaignReview review, ReviewedMail[] mails) => new(
        review.Id,
        review.Hash,
        SettingsView.Of(review.Settings),
        review.Recipients,
        review.Columns,
        review.Report.At,
        Array.ConvertAll(review.Findings, KeyedFindingView.Of),
        Array.ConvertAll(review.Accepted, AcceptedView.Of),
        Array.ConvertAll(review.Confirmed, AcceptedView.Of),
        review.Quorum?.Needed,
        review.Quorum?.Reasons ?? [],
        Array.ConvertAll(review.Domains.Largest, count => new DomainCountView(count.Domain, count.Recipients)),
        review.Domains.OtherDomains,
        review.Domains.OtherRecipients,
        review.Before,
        review.MayApproveFrom,
        Array.ConvertAll(mails, mail => PreviewView.Of(mail.Mail, mail.Reason)),
        review.Report.Suppressed);
}
