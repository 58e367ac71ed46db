namespace OrleansMail.Sealing;

/// <summary>Names of data keys: what is sealed under one key is forgotten together.</summary>
internal static class KeyScope
{
    /// <summary>What belongs to no campaign and no domain: suppression, grain state.</summary>
    public const string Store = "store";

    /// <summary>The secret that addresses are hashed with; it is kept wrapped like a data key and seals nothing.</summary>
    public const string Address = "address";

    /// <summary>No key's: copies of wrapped keys from before a rotation, or that an earlier release left.</summary>
    public const string Older = "older";

    private const string DomainGrain = "sending-domain";
    private const string CampaignPrefix = "campaign:";

    /// <summary>Recipients, content and replies of a campaign or stream.</summary>
    public static string Campaign(string campaign) => $"{CampaignPrefix}{campaign}";

    /// <summary>The campaign whose key it is; null if it is no campaign's.</summary>
    public static string? CampaignOf(string scope) =>
        scope.StartsWith(CampaignPrefix, StringComparison.Ordinal) ? scope[CampaignPrefix.Length..] : null;

    /// <summary>The state of a grain: a sending domain has a key of its own, since it holds private keys.</summary>
    public static string Of(GrainId grain) =>
        grain.Type.ToString() == DomainGrain ? $"domain:{grain.Key}" : Store;
}
