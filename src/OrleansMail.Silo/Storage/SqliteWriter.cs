namespace OrleansMail.Storage;

/// <summary>The one thread that writes to a data folder.</summary>
internal sealed class SqliteWriter : GroupWriter
{
    private readonly SqliteSession _session;

    public SqliteWriter(SqliteDatabase database, StorageMeter meter)
        : base("storage-writer", meter)
    {
        _session = database.OpenWriter();
        Start();
    }

    protected override StoreSession Open() => _session;

    protected override void Close() => _session.Dispose();
}
