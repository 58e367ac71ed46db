namespace OrleansMail.Audit;

/// <summary>What became of entries that were to be added. Nothing was written unless <see cref="IsWritten"/>.</summary>
/// <param name="Known">Facts that have an entry already, and its number; the others may be given again without them.</param>
/// <param name="IsFenced">The trail does not end where the writer thinks: another one has written.</param>
public sealed record AuditAppended(IReadOnlyDictionary<Guid, long> Known, bool IsFenced)
{
    private static readonly Dictionary<Guid, long> None = [];

    public static AuditAppended Written { get; } = new(None, IsFenced: false);

    public static AuditAppended Fenced { get; } = new(None, IsFenced: true);

    public bool IsWritten => Known.Count == 0 && !IsFenced;
}
