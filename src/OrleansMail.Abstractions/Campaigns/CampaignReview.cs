using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>What somebody must have seen before they approve a campaign.</summary>
/// <param name="Hash">What would be approved; null while nothing is submitted.</param>
/// <param name="Findings">All findings of the guard, each with its key.</param>
/// <param name="Domains">The recipients by domain.</param>
/// <param name="Accepted">Warnings accepted before the submission; part of the hash.</param>
/// <param name="Confirmed">Warnings that approvers have accepted too.</param>
/// <param name="Quorum">How many must approve, and why; null while nothing is submitted.</param>
/// <param name="Before">The last campaign of the sending domain, a difference to it a line; empty for the first one.</param>
/// <param name="MayApproveFrom">When the time to read has passed for this caller; null while nothing is submitted.</param>
[GenerateSerializer, Immutable, Alias("mail.CampaignReview")]
public sealed record CampaignReview(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Hash,
    [property: Id(2)] CampaignSettings Settings,
    [property: Id(3)] GuardReport Report,
    [property: Id(4)] ReviewedFinding[] Findings,
    [property: Id(5)] long Recipients,
    [property: Id(6)] string[] Columns,
    [property: Id(7)] AudienceDomains Domains,
    [property: Id(8)] AcceptedWarning[] Accepted,
    [property: Id(9)] AcceptedWarning[] Confirmed,
    [property: Id(10)] Quorum? Quorum,
    [property: Id(11)] string[] Before,
    [property: Id(12)] DateTimeOffset? MayApproveFrom)
{
    /// <summary>This caller may approve, and must see <see cref="ICampaignReviewGrain.MailsAsync"/> before.</summary>
    [Id(13)]
    public bool HasMailsToSee { get; init; }
}
