namespace OrleansMail.Storage;

/// <summary>A few read-only connections. Each read sees one state: that of the last commit when it began.</summary>
internal sealed class SqliteReaders(SqliteDatabase database) : StoreReaders
{
    protected override StoreSession Open() => database.OpenReader();
}
