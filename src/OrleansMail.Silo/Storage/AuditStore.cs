using OrleansMail.Audit;

namespace OrleansMail.Storage;

/// <summary>Audit trails, through the one thread that writes.</summary>
internal sealed class AuditStore(StoreWriters writers, IStoreReaders readers) : IAuditStore
{
    public Task<AuditHead> HeadAsync(string trail) => readers.RunAsync(session => AuditTable.HeadOf(session, trail));

    public Task<AuditAppended> AppendAsync(IReadOnlyList<AuditEntry> entries) =>
        writers.Others.RunAsync(session => AuditTable.Append(session, entries));

    public Task<AuditEntry?> FindAsync(string trail, Guid fact) =>
        readers.RunAsync(session => AuditTable.Find(session, trail, fact));

    public Task<IReadOnlyList<AuditEntry>> ListAsync(
        string trail, AuditFilter filter, long after, long last, int max) =>
        readers.RunAsync<IReadOnlyList<AuditEntry>>(
            session => AuditTable.List(session, trail, filter, after, last, max));

    public Task<IReadOnlyList<byte[]>> HashesAsync(string trail, long after, int max) =>
        readers.RunAsync<IReadOnlyList<byte[]>>(session => AuditTable.HashesOf(session, trail, after, max));

    public Task<IReadOnlyList<AuditTrail>> TrailsAsync() =>
        readers.RunAsync<IReadOnlyList<AuditTrail>>(AuditTable.AllTrails);
}
