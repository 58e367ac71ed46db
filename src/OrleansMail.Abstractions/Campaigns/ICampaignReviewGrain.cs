using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>What people do to agree on a campaign. Key: as <see cref="ICampaignGrain"/>, and the same grain.</summary>
/// <remarks>Every method may be repeated after a timeout.</remarks>
[Alias("mail.ICampaignReviewGrain")]
public interface ICampaignReviewGrain : IGrainWithStringKey
{
    /// <summary>
    /// Shows what an approver must see, and remembers that this caller has seen it. A change of the campaign voids that.
    /// </summary>
    [Alias("Review"), ResponseTimeout("00:01:00"), Needs(Right.CampaignRead, Scope.Campaign)]
    Task<ReviewAnswer> ReviewAsync();

    /// <summary>
    /// After <see cref="ReviewAsync"/>: shows an approver the finished mails of the rows that the guard chose, their
    /// addresses masked, and remembers that. Without it nobody approves.
    /// </summary>
    [Alias("Mails"), ResponseTimeout("00:01:00"), Needs(Right.CampaignApprove, Scope.Campaign)]
    Task<ReviewedMailsAnswer> MailsAsync();

    /// <summary>
    /// Before the submission: one warning may stand, for this reason. It becomes part of the hash, and the caller one of
    /// the authors.
    /// </summary>
    /// <param name="finding">The finding's key.</param>
    /// <param name="reason">1 to 512 printable characters.</param>
    [Alias("Accept"), Needs(Right.CampaignSubmit, Scope.Campaign, Tell = "finding,reason")]
    Task<CampaignAnswer> AcceptAsync(string finding, string reason);

    /// <summary>After the submission: an approver accepts one warning too. Each approver does so for every warning.</summary>
    /// <param name="finding">The finding's key.</param>
    /// <param name="reason">1 to 512 printable characters.</param>
    [Alias("Confirm"), Needs(Right.CampaignApprove, Scope.Campaign, Tell = "finding,reason")]
    Task<CampaignAnswer> ConfirmAsync(string finding, string reason);

    /// <summary>An approver takes the yes back, also after the start: the campaign pauses until another one is there.</summary>
    [Alias("Withdraw"), ResponseTimeout("00:00:30"), Needs(Right.CampaignApprove, Scope.Campaign, Tell = "reason")]
    Task<CampaignAnswer> WithdrawAsync(string reason);
}
