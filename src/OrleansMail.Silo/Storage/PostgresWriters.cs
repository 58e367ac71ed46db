namespace OrleansMail.Storage;

/// <summary>The two connections that write: see <see cref="StoreWriters"/>.</summary>
internal sealed class PostgresWriters : IDisposable
{
    private readonly PostgresWriter _ledger;
    private readonly PostgresWriter _others;

    public PostgresWriters(PostgresDatabase database, StorageMeter meter)
    {
        _ledger = new PostgresWriter(database, "ledger-writer", meter);
        _others = new PostgresWriter(database, "storage-writer", meter);
        Both = new StoreWriters(_ledger, _others);
    }

    public StoreWriters Both { get; }

    public void Dispose()
    {
        _ledger.Dispose();
        _others.Dispose();
    }
}
