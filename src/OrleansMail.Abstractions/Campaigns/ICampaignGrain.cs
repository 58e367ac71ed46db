using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>One campaign or stream, from draft to report. Key: the campaign id, or <c>domain/name</c> for a stream.</summary>
/// <remarks>Every method may be repeated after a timeout: what a call has already done is not done twice.</remarks>
[Alias("mail.ICampaignGrain")]
public interface ICampaignGrain : IGrainWithStringKey
{
    /// <summary>
    /// Writes settings and content; any change voids check, submission and approval. Refused once started. The caller
    /// counts as an author.
    /// </summary>
    /// <param name="settings">Checked field by field; a refusal names the field.</param>
    /// <param name="content">An RFC 5322 message with Liquid merge fields, at most 25 MiB.</param>
    [Alias("Draft"), Needs(Right.CampaignDraft, Scope.Draft)]
    Task<CampaignAnswer> DraftAsync(CampaignSettings settings, [Immutable] byte[] content);

    /// <summary>Runs the guard over the whole audience. Draft becomes Checked when nothing blocks.</summary>
    [Alias("Check"), ResponseTimeout("00:10:00"), Needs(Right.CampaignDraft, Scope.Campaign)]
    Task<CheckAnswer> CheckAsync();

    /// <summary>
    /// Freezes and hashes content, audience, settings, the guard's report and the accepted warnings; refused while a
    /// warning is not accepted. The caller counts as an author.
    /// </summary>
    [Alias("Submit"), Needs(Right.CampaignSubmit, Scope.Campaign)]
    Task<CampaignAnswer> SubmitAsync();

    /// <summary>
    /// A second person's yes to exactly <paramref name="hash"/>. It takes a person who has just shown a second factor, has
    /// reviewed what they approve and has accepted every warning. Approved when there are as many as the domain's rules
    /// demand.
    /// </summary>
    [Alias("Approve"), Needs(Right.CampaignApprove, Scope.Campaign, Tell = "hash")]
    Task<CampaignAnswer> ApproveAsync(string hash);

    /// <summary>Sends a submitted or approved campaign back to draft.</summary>
    [Alias("Reject"), Needs(Right.CampaignApprove, Scope.Campaign, Tell = "reason")]
    Task<CampaignAnswer> RejectAsync(string reason);

    /// <summary>
    /// Approved to Held, and to Sending after the undo window, or at the time to send if that is later. It takes a person who
    /// has just shown a second factor. Advertising is refused whose first mail would leave at night or on a holiday, unless
    /// that was accepted.
    /// </summary>
    [Alias("Start"), ResponseTimeout("00:00:30"), Needs(Right.CampaignStart, Scope.Campaign)]
    Task<CampaignAnswer> StartAsync();

    /// <summary>Held or Sending to Paused; waits until the sessions have stopped.</summary>
    [Alias("Pause"), ResponseTimeout("00:00:30"), Needs(Right.CampaignStop, Scope.Campaign)]
    Task<CampaignAnswer> PauseAsync();

    /// <summary>Paused to Sending.</summary>
    /// <param name="reason">Why it may go on, at most 512 printable characters; demanded after an automatic stop.</param>
    [Alias("Resume"), ResponseTimeout("00:00:30"), Needs(Right.CampaignStart, Scope.Campaign, Tell = "reason")]
    Task<CampaignAnswer> ResumeAsync(string? reason = null);

    /// <summary>
    /// Any state that is not final to Cancelled; waits until the sessions have stopped. Recipients without an outcome
    /// become Cancelled.
    /// </summary>
    [Alias("Cancel"), ResponseTimeout("00:00:30"), Needs(Right.CampaignStop, Scope.Campaign)]
    Task<CampaignAnswer> CancelAsync();

    /// <summary>
    /// Destroys the key of a campaign that has ended: nobody reads its recipients, content and replies any more. Counts,
    /// hashes and states stay.
    /// </summary>
    /// <param name="operation">Chosen by the caller.</param>
    [Alias("Forget"), ResponseTimeout("00:02:00"), Needs(Right.DomainManage, Scope.Campaign)]
    Task<CampaignAnswer> ForgetAsync(Guid operation);

    /// <summary>Where the campaign stands; null if there is no such campaign.</summary>
    [Alias("Status"), Orleans.Concurrency.AlwaysInterleave]
    [Needs(Right.CampaignRead, Scope.Campaign, Quiet = true, NullIfAbsent = true)]
    Task<CampaignStatus?> StatusAsync();
}
