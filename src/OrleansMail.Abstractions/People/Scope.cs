namespace OrleansMail.People;

/// <summary>Where the sending domain that a right must be granted for is found.</summary>
public enum Scope
{
    /// <summary>The grain's key is the domain.</summary>
    Domain = 0,

    /// <summary>The grain's key is a campaign, or a stream as <c>domain/name</c>: the domain of its From.</summary>
    Campaign = 1,

    /// <summary>The first argument is a campaign id.</summary>
    CampaignArgument = 2,

    /// <summary>It belongs to no domain: the right must be granted everywhere.</summary>
    Everywhere = 3,

    /// <summary>The right for any domain is enough to call; the answer holds only what the caller may see.</summary>
    Any = 4,

    /// <summary>As <see cref="Campaign"/>, and the domain of From in the settings that are the first argument as well.</summary>
    Draft = 5,

    /// <summary>The grain's key is what can be stopped: <c>campaign:ID</c>, a domain, or <c>*</c> for everywhere.</summary>
    Target = 6,
}
