namespace OrleansMail.Campaigns;

/// <summary>A campaign in a few words, to compare the next one of the same sending domain with.</summary>
/// <param name="Subject">As in the template, merge fields unresolved.</param>
/// <param name="SubmittedAt">When it was frozen as it is told here.</param>
[GenerateSerializer, Immutable, Alias("mail.CampaignMark")]
public sealed record CampaignMark(
    [property: Id(0)] string Campaign,
    [property: Id(1)] string From,
    [property: Id(2)] string Subject,
    [property: Id(3)] string[] Columns,
    [property: Id(4)] long Recipients,
    [property: Id(5)] AudienceDomains Domains,
    [property: Id(6)] DateTimeOffset SubmittedAt);
