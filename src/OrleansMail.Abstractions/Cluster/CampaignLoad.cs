namespace OrleansMail.Cluster;

/// <summary>What one silo has of one campaign.</summary>
/// <param name="Chunks">Chunks that it has claimed.</param>
/// <param name="Queued">Mails of them that wait for a session.</param>
[GenerateSerializer, Immutable, Alias("mail.CampaignLoad")]
public sealed record CampaignLoad(
    [property: Id(0)] string Campaign, [property: Id(1)] int Chunks, [property: Id(2)] int Queued);
