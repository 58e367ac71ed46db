namespace OrleansMail.Audit;

/// <summary>One entry of an audit trail, exactly as it is stored.</summary>
/// <remarks>
/// Words are texts, not enumerations: an entry that somebody has changed must arrive as it is, or nobody could find it.
/// </remarks>
/// <param name="Seq">Place in its trail, from 1, without a gap; the cursor for the next page.</param>
/// <param name="At">UTC, in whole milliseconds.</param>
/// <param name="Kind">As in <see cref="People.CallerKind"/>.</param>
/// <param name="Id">The fact's.</param>
/// <param name="Result">As in <see cref="AuditResult"/>.</param>
/// <param name="Detail">Control characters are encoded as <c>\u000a</c>, a backslash is doubled.</param>
/// <param name="Prev">Hash of the entry before, 64 hex digits.</param>
/// <param name="Hash">SHA-256 of the entry, 64 hex digits.</param>
[GenerateSerializer, Immutable, Alias("mail.AuditLine")]
public sealed record AuditLine(
    [property: Id(0)] long Seq,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Caller,
    [property: Id(3)] string Kind,
    [property: Id(4)] string From,
    [property: Id(5)] string Session,
    [property: Id(6)] DateTimeOffset? SecondFactorAt,
    [property: Id(7)] Guid Id,
    [property: Id(8)] string Action,
    [property: Id(9)] string Target,
    [property: Id(10)] string Result,
    [property: Id(11)] string Detail,
    [property: Id(12)] string Prev,
    [property: Id(13)] string Hash);
