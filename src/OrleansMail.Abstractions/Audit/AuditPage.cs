namespace OrleansMail.Audit;

/// <summary>A part of a trail.</summary>
/// <param name="Lines">In their order; may be none although more follow, if the filter is narrow.</param>
/// <param name="Next">Where the next page begins: after this entry.</param>
/// <param name="Head">The newest entry's number. Reading is written to the trail too: stop at the head of the first page.</param>
[GenerateSerializer, Immutable, Alias("mail.AuditPage")]
public sealed record AuditPage(
    [property: Id(0)] AuditLine[] Lines,
    [property: Id(1)] long Next,
    [property: Id(2)] long Head);
