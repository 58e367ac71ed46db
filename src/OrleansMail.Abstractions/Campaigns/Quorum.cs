namespace OrleansMail.Campaigns;

/// <summary>How many people must approve a campaign, and why. Part of the approved hash.</summary>
/// <param name="Needed">At least 1.</param>
/// <param name="Reasons">Why it takes more than every campaign does; empty if it does not.</param>
/// <param name="RulesVersion">Version of the domain's rules that it was computed by.</param>
/// <param name="RulesSetBy">Who set these rules, and so does not count; null for nobody.</param>
/// <param name="ExpiresAfter">How long a yes holds while the campaign is not started.</param>
[GenerateSerializer, Immutable, Alias("mail.Quorum")]
public sealed record Quorum(
    [property: Id(0)] int Needed,
    [property: Id(1)] string[] Reasons,
    [property: Id(2)] int RulesVersion,
    [property: Id(3)] string? RulesSetBy,
    [property: Id(4)] TimeSpan ExpiresAfter);
