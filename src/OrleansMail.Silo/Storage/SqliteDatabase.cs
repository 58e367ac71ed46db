using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OrleansMail.Storage;

/// <summary>The SQLite database in a data folder: held by this process, checked, and with its tables made.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    public const string FileName = "orleansmail.db";

    private readonly DataFolder _folder;
    private readonly string _path;

    private SqliteDatabase(DataFolder folder)
    {
        _folder = folder;
        _path = folder.Claim(FileName);
    }

    /// <summary>Opens the database; everything that can be wrong with it is found here.</summary>
    /// <exception cref="DataFolderException">The folder is in use, damaged, or of a newer release.</exception>
    public static SqliteDatabase Open(string folder)
    {
        var database = new SqliteDatabase(DataFolder.Open(folder));
        try
        {
            database.Prepare();
            return database;
        }
        catch (SqliteException e)
        {
            database.Dispose();
            throw new DataFolderException(
                DataFolderFault.Damaged, $"The database in {folder} cannot be read. Restore it from a backup.", e);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The connection for all writes: what is committed on it survives a loss of power.</summary>
    public SqliteSession OpenWriter() => new(Connect(SqliteOpenMode.ReadWrite,
        "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=16384; PRAGMA journal_size_limit=134217728;", cacheMb: 6));

    public SqliteSession OpenReader() => new(Connect(SqliteOpenMode.ReadOnly, "PRAGMA query_only=1;", cacheMb: 1));

    public void Dispose() => _folder.Dispose();

    private void Prepare()
    {
        using var connection = Connect(SqliteOpenMode.ReadWrite, "PRAGMA journal_mode=WAL;", cacheMb: 8);
        var check = Scalar(connection, "PRAGMA quick_check(1);");
        if (check is not "ok")
        {
            throw new DataFolderException(
                DataFolderFault.Damaged, $"The database in {_folder.Root} is damaged. Restore it from a backup.");
        }

        var version = (long)Scalar(connection, "PRAGMA user_version;")!;
        if (version > Schema.Version)
        {
            throw new DataFolderException(
                DataFolderFault.Newer, $"The data folder {_folder.Root} was written by a newer release. Use that one.");
        }

        if (version == 0)
        {
            using var transaction = connection.BeginTransaction();
            Scalar(connection, Schema.Create, transaction);
            Scalar(connection, string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA user_version={Schema.Version};"), transaction);
            transaction.Commit();
        }

        Scalar(connection, AuditSchema.Create);
    }

    private SqliteConnection Connect(SqliteOpenMode mode, string pragmas, int cacheMb)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            Scalar(connection, string.Create(CultureInfo.InvariantCulture,
                $"PRAGMA busy_timeout=10000; PRAGMA mmap_size=0; PRAGMA cache_size=-{cacheMb * 1024}; {pragmas}"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static object? Scalar(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Only constants of this class and of the schemas come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
