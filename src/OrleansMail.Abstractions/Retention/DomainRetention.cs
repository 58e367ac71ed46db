namespace OrleansMail.Retention;

/// <summary>The retention of a sending domain as it is now.</summary>
/// <param name="Rules">What was set for the domain.</param>
/// <param name="MarketingDays">What counts for advertising.</param>
/// <param name="OtherDays">What counts for other mail.</param>
/// <param name="SetBy">Who changed the rules last; null for nobody.</param>
[GenerateSerializer, Immutable, Alias("mail.DomainRetention")]
public sealed record DomainRetention(
    [property: Id(0)] RetentionRules Rules,
    [property: Id(1)] int MarketingDays,
    [property: Id(2)] int OtherDays,
    [property: Id(3)] string? SetBy,
    [property: Id(4)] DateTimeOffset? SetAt);
