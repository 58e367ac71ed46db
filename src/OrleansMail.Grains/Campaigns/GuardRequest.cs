namespace OrleansMail.Campaigns;

/// <summary>What is to be checked, or looked at.</summary>
/// <param name="ContentHash">SHA-256 of the content, lower-case hex.</param>
/// <param name="Audience">Number of the audience in storage.</param>
/// <param name="ImportedAt">When the audience was imported; null if that is not known.</param>
public sealed record GuardRequest(
    string Campaign, CampaignSettings Settings, byte[] Content, string ContentHash, long Audience,
    DateTimeOffset? ImportedAt);
