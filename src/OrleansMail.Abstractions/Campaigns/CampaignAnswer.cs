namespace OrleansMail.Campaigns;

/// <summary>The answer to a request that changes a campaign: refused, or where it stands now.</summary>
/// <param name="Refusal">Null when the request was carried out, now or by an earlier call.</param>
/// <param name="Status">Where the campaign stands.</param>
[GenerateSerializer, Immutable, Alias("mail.CampaignAnswer")]
public sealed record CampaignAnswer(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] CampaignStatus Status) : IAnswer
{
    public bool Done => Refusal is null;
}
