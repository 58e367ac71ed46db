namespace OrleansMail.People;

/// <summary>A session as its owner sees it.</summary>
/// <param name="Id">Names it in lists and in the audit trail; no secret.</param>
/// <param name="From">Where it was begun; empty if that is not known.</param>
/// <param name="LastUsedAt">To the minute.</param>
/// <param name="IsThis">The one that asks.</param>
[GenerateSerializer, Immutable, Alias("mail.SessionView")]
public sealed record SessionView(
    [property: Id(0)] string Id,
    [property: Id(1)] string From,
    [property: Id(2)] DateTimeOffset StartedAt,
    [property: Id(3)] DateTimeOffset LastUsedAt,
    [property: Id(4)] DateTimeOffset? SecondFactorAt,
    [property: Id(5)] bool IsThis);
