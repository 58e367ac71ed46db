using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>One campaign or stream, from draft to report. Key: the campaign id, or <c>domain/name</c> for a stream.</summary>
/// <remarks>Every method may be repeated after a timeout: what a call has already done is not done twice.</remarks>
[Alias("mail.ICampaignGrain")]
public interface ICampaignGrain : IGrainWithStringKey
{
    /// <summary>Writes settings and content; any change voids check, submission and approval. Refused once started.</summary>
    /// <param name="settings">Checked field by field; a refusal names the field.</param>
    /// <param name="content">An RFC 5322 message with Liquid merge fields, at most 25 MiB.</param>
    /// <param name="caller">Acting name; counts as an author.</param>
    [Alias("Draft")]
    Task<CampaignAnswer> DraftAsync(CampaignSettings settings, [Immutable] byte[] content, string caller);

    /// <summary>Runs the guard over the whole audience. Draft becomes Checked when nothing blocks.</summary>
    [Alias("Check"), ResponseTimeout("00:10:00")]
    Task<CheckAnswer> CheckAsync();

    /// <summary>Freezes and hashes content, audience and settings. The caller counts as an author.</summary>
    [Alias("Submit")]
    Task<CampaignAnswer> SubmitAsync(string caller);

    /// <summary>A second person's yes to exactly <paramref name="hash"/>.</summary>
    [Alias("Approve")]
    Task<CampaignAnswer> ApproveAsync(string hash, string caller);

    /// <summary>Sends a submitted or approved campaign back to draft.</summary>
    [Alias("Reject")]
    Task<CampaignAnswer> RejectAsync(string caller, string reason);

    /// <summary>Starts, pauses, resumes or cancels. Pausing and cancelling wait until the sessions have stopped.</summary>
    [Alias("Command"), ResponseTimeout("00:00:30")]
    Task<CampaignAnswer> CommandAsync(CampaignCommand command, string caller);

    /// <summary>
    /// Destroys the key of a campaign that has ended: nobody reads its recipients, content and replies any more. Counts,
    /// hashes and states stay.
    /// </summary>
    /// <param name="operation">Chosen by the caller.</param>
    [Alias("Forget"), ResponseTimeout("00:02:00"), Needs(Right.DomainManage, Scope.Campaign)]
    Task<CampaignAnswer> ForgetAsync(Guid operation);

    /// <summary>Where the campaign stands; null if there is no such campaign.</summary>
    [Alias("Status"), Orleans.Concurrency.AlwaysInterleave]
    Task<CampaignStatus?> StatusAsync();
}
