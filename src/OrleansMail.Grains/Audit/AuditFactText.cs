namespace OrleansMail.Audit;

/// <summary>Makes an entry of a fact: its texts bounded and encoded.</summary>
internal static class AuditFactText
{
    private const int LongestWord = 64;
    public const int LongestName = 256;
    private const int LongestTarget = 512;
    private const int LongestDetail = 2_048;

    /// <summary>The entry that follows <paramref name="head"/>.</summary>
    public static AuditEntry EntryOf(AuditFact fact, string trail, AuditHead head, DateTimeOffset at) => new AuditEntry(
        head.Seq + 1,
        AuditTime.Whole(at),
        AuditText.Encode(fact.Caller.Name, LongestName),
        AuditText.Encode(fact.Caller.From, LongestWord),
        AuditText.Encode(fact.Action, LongestWord),
        AuditText.Encode(fact.Target, LongestTarget),
        fact.Result.ToString(),
        AuditText.Encode(fact.Detail, LongestDetail),
        "",
        trail,
        head.Hash,
        AuditText.Encode(fact.Caller.Session, LongestName),
        fact.Id,
        fact.Caller.Kind.ToString(),
        fact.Caller.SecondFactorAt is { } second ? AuditTime.Whole(second) : null).Sealed();
}
