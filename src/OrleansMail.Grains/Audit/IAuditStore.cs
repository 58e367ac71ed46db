namespace OrleansMail.Audit;

/// <summary>Keeps audit trails. Entries are only ever added.</summary>
public interface IAuditStore
{
    /// <summary>Where a trail ends now.</summary>
    Task<AuditHead> HeadAsync(string trail);

    /// <summary>Adds entries to the end of one trail, all or none; durable when it returns.</summary>
    /// <param name="entries">Numbered and chained on from the head that their writer knows.</param>
    Task<AuditAppended> AppendAsync(IReadOnlyList<AuditEntry> entries);

    /// <summary>The entry of a fact; null if it has none.</summary>
    Task<AuditEntry?> FindAsync(string trail, Guid fact);

    /// <summary>The first entries that pass the filter, from <paramref name="after"/> up to <paramref name="last"/>.</summary>
    /// <param name="after">Not itself.</param>
    /// <param name="last">Itself too.</param>
    Task<IReadOnlyList<AuditEntry>> ListAsync(string trail, AuditFilter filter, long after, long last, int max);

    /// <summary>Hashes as they are stored, in their order.</summary>
    Task<IReadOnlyList<byte[]>> HashesAsync(string trail, long after, int max);

    /// <summary>All trails by name.</summary>
    Task<IReadOnlyList<AuditTrail>> TrailsAsync();
}
