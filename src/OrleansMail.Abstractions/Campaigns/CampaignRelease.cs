namespace OrleansMail.Campaigns;

/// <summary>The approved facts a silo needs, and checks against what is stored, before it sends.</summary>
/// <param name="Audience">Number of the frozen audience in storage.</param>
/// <param name="Columns">Merge fields in the order of the rows' values.</param>
/// <param name="Hash">The approved hash over content, audience and settings; lower-case hex.</param>
[GenerateSerializer, Immutable, Alias("mail.CampaignRelease")]
public sealed record CampaignRelease(
    [property: Id(0)] string Campaign,
    [property: Id(1)] long Audience,
    [property: Id(2)] string[] Columns,
    [property: Id(3)] CampaignSettings Settings,
    [property: Id(4)] string Hash);
