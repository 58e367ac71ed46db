namespace OrleansMail.Audit;

/// <summary>One trail and how long it is.</summary>
/// <param name="Name">A sending domain in A-labels, or <c>system</c>.</param>
/// <param name="Entries">Number of its newest entry.</param>
[GenerateSerializer, Immutable, Alias("mail.AuditTrail")]
public sealed record AuditTrail([property: Id(0)] string Name, [property: Id(1)] long Entries);
