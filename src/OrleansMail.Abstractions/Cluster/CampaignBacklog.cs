namespace OrleansMail.Cluster;

/// <summary>What is left of one campaign, over all silos.</summary>
/// <param name="Pending">Recipients without an attempt.</param>
/// <param name="Deferred">Recipients that wait for a further attempt.</param>
/// <param name="Waits">Why nothing of it is sent now; null if nothing is in the way.</param>
[GenerateSerializer, Immutable, Alias("mail.CampaignBacklog")]
public sealed record CampaignBacklog(
    [property: Id(0)] string Campaign,
    [property: Id(1)] long Pending,
    [property: Id(2)] long Deferred,
    [property: Id(3)] string? Waits);
