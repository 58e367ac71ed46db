using Microsoft.Data.Sqlite;

namespace OrleansMail.Storage;

/// <summary>The one thread that writes to a data folder.</summary>
internal sealed class SqliteWriter : GroupWriter
{
    // SQLITE_FULL and SQLITE_IOERR_SHMSIZE of sqlite3.h.
    private const int Full = 13;
    private const int NoRoomForIndex = 4_874;

    private readonly SqliteSession _session;

    public SqliteWriter(SqliteDatabase database, StorageMeter meter)
        : base("storage-writer", meter)
    {
        _session = database.OpenWriter();
        Start();
    }

    protected override StoreSession Open() => _session;

    protected override void Close() => _session.Dispose();

    /// <summary>Is it that nothing is free on the disk?</summary>
    public static bool IsNoRoom(SqliteException fault) =>
        fault.SqliteErrorCode == Full || fault.SqliteExtendedErrorCode == NoRoomForIndex;

    protected override bool IsOutage(Exception failure) => failure is SqliteException fault && IsNoRoom(fault);

    protected override Exception Told(Exception failure) => new StorageUnavailableException(
        "The disk of the data folder is full: free space. Nothing that was told to be written is lost, and it goes on by itself.",
        failure);
}
