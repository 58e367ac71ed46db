using OrleansMail.People;

namespace OrleansMail.Incidents;

/// <summary>What can be stopped at once: <c>campaign:ID</c>, a sending domain in A-labels, or everything.</summary>
public static class StopTarget
{
    /// <summary>All campaigns and streams of all sending domains.</summary>
    public const string Everything = Grant.Everywhere;

    private const string Prefix = "campaign:";

    public static string OfCampaign(string campaign) => Prefix + campaign;

    /// <summary>The campaign's id, or <c>domain/name</c> of a stream; null if the target is no campaign.</summary>
    public static string? CampaignOf(string target) =>
        target.StartsWith(Prefix, StringComparison.Ordinal) ? target[Prefix.Length..] : null;

    /// <summary>The targets whose stop stops this campaign, the widest last.</summary>
    public static string[] Of(string campaign, string domain) => [OfCampaign(campaign), domain, Everything];

    /// <summary>What is typed to name it: <c>everything</c>, or the target as it is.</summary>
    public static string Argument(string target) => target == Everything ? "everything" : target;

    /// <summary>Such as <c>Everything</c>, <c>The sending domain example.com</c> or <c>The campaign spring</c>.</summary>
    public static string Words(string target) =>
        target == Everything ? "Everything"
        : CampaignOf(target) is { } campaign ? $"The campaign {campaign}"
        : $"The sending domain {target}";
}
