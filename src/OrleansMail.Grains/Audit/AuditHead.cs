namespace OrleansMail.Audit;

/// <summary>The end of a trail.</summary>
/// <param name="Seq">Number of the newest entry; 0 for an empty trail.</param>
/// <param name="Hash">Its hash; <see cref="AuditHash.None"/> for an empty trail.</param>
public readonly record struct AuditHead(long Seq, string Hash)
{
    public static AuditHead Empty { get; } = new(0, AuditHash.None);
}
