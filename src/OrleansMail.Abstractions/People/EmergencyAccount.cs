namespace OrleansMail.People;

/// <summary>A sealed account, without anything secret.</summary>
/// <param name="Wishes">What it may do when it is open.</param>
/// <param name="SealedBy">The administrators whose keys it takes, in the order in which they made them.</param>
/// <param name="OpenedAt">The last opening; null for never.</param>
/// <param name="EndsAt">When what was opened ends, or ended.</param>
/// <param name="Reason">Why it was opened.</param>
/// <param name="ReviewedBy">Who has reviewed the last opening; null while that is missing.</param>
/// <param name="Review">What the review found.</param>
[GenerateSerializer, Immutable, Alias("mail.EmergencyAccount")]
public sealed record EmergencyAccount(
    [property: Id(0)] string Name,
    [property: Id(1)] EmergencyPhase Phase,
    [property: Id(2)] Wish[] Wishes,
    [property: Id(3)] string[] SealedBy,
    [property: Id(4)] DateTimeOffset? OpenedAt,
    [property: Id(5)] DateTimeOffset? EndsAt,
    [property: Id(6)] string Reason,
    [property: Id(7)] string? ReviewedBy,
    [property: Id(8)] string Review);
