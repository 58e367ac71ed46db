using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Rows go into the table with their chunk. Memory would not know what another silo added.</summary>
internal sealed class UnindexedRows(StoreWriters writers) : IRowIndexes
{
    public IKnownRows Open(StoreSession session, long audience, IReadOnlyList<AudienceRow> rows) =>
        session.KnownRows(audience, rows);

    public bool TryKeep(StoreSession session, long audience)
    {
        AudienceTable.Keep(session, audience);
        return true;
    }

    public void Forget(StoreSession session, long audience)
    {
        // Nothing is remembered.
    }

    public Task KeepAsync(long audience) => writers.Others.RunAsync(session => AudienceTable.Keep(session, audience));

    public Task FlushAsync(long audience) => Task.CompletedTask;
}
