namespace OrleansMail.Storage;

/// <summary>The two connections that write: see <see cref="StoreWriters"/>.</summary>
internal sealed class PostgresWriters : IDisposable
{
    private readonly PostgresWriter _ledger;
    private readonly PostgresWriter _others;

    public PostgresWriters(PostgresDatabase database)
    {
        _ledger = new PostgresWriter(database, "ledger-writer");
        _others = new PostgresWriter(database, "storage-writer");
        Both = new StoreWriters(_ledger, _others);
    }

    public StoreWriters Both { get; }

    public void Dispose()
    {
        _ledger.Dispose();
        _others.Dispose();
    }
}
