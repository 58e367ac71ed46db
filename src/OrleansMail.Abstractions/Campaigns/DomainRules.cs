namespace OrleansMail.Campaigns;

/// <summary>The rules of a sending domain as they are now.</summary>
/// <param name="Version">0 for the rules that nobody has set; one more with every change.</param>
/// <param name="SetBy">Who changed them last, and so approves nothing under them; null for nobody.</param>
[GenerateSerializer, Immutable, Alias("mail.DomainRules")]
public sealed record DomainRules(
    [property: Id(0)] ApprovalRules Rules,
    [property: Id(1)] int Version,
    [property: Id(2)] string? SetBy,
    [property: Id(3)] DateTimeOffset? SetAt);
