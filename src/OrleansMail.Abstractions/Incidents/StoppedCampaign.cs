using OrleansMail.Campaigns;

namespace OrleansMail.Incidents;

/// <summary>A campaign that a stop has reached.</summary>
/// <param name="Status">
/// Where it stands, once no session held a mail of it any more; null if it did not answer: it sends nothing either.
/// </param>
[GenerateSerializer, Immutable, Alias("mail.StoppedCampaign")]
public sealed record StoppedCampaign([property: Id(0)] string Id, [property: Id(1)] CampaignStatus? Status);
