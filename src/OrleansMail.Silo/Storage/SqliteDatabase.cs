using System.Globalization;
using Microsoft.Data.Sqlite;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>The SQLite database in a data folder: held by this process, checked, and with its tables made.</summary>
internal sealed class SqliteDatabase : IStoreDatabase, IDisposable
{
    public const string FileName = "orleansmail.db";

    // Each waits up to ten seconds for those who read.
    private const int MostTries = 3;

    private static readonly string SetVersion =
        string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={Schema.Version};");

    private static readonly long Known = Schema.Later.Count == 0 ? Schema.Version : Schema.Later[^1].Version;

    private readonly DataFolder _folder;
    private readonly string _path;
    private readonly ClusterKeyFile _keyFile;
    private ClusterKeys? _keys;

    private SqliteDatabase(DataFolder folder, string? clusterKeyFile)
    {
        _folder = folder;
        _path = folder.Claim(FileName);
        _keyFile = new ClusterKeyFile(clusterKeyFile ?? Path.Combine(folder.Root, ClusterKeyFile.FileName));
    }

    public ClusterKeys Keys => _keys!;

    /// <summary>One process holds the folder: nobody else destroys a key.</summary>
    public long Forgettings => 0;

    /// <summary>Nobody else reads the folder: <see cref="Scrub"/> takes everything out, or fails.</summary>
    public bool CanKeepRemains => false;

    /// <summary>Opens the database; everything that can be wrong with it is found here.</summary>
    /// <param name="clusterKeyFile">Where the cluster key is; null for a file in the folder.</param>
    /// <exception cref="DataFolderException">
    /// The folder is in use, damaged, or of a newer release, its disk is full, or its cluster key is lost.
    /// </exception>
    public static SqliteDatabase Open(string folder, string? clusterKeyFile = null)
    {
        var database = new SqliteDatabase(DataFolder.Open(folder), clusterKeyFile);
        try
        {
            database.Prepare();
            return database;
        }
        catch (SqliteException e) when (SqliteWriter.IsNoRoom(e))
        {
            database.Dispose();
            throw DataFolderException.Full(folder, e);
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
        "PRAGMA synchronous=FULL; PRAGMA secure_delete=FAST; PRAGMA wal_autocheckpoint=16384; "
        + "PRAGMA journal_size_limit=134217728;",
        cacheMb: 6));

    public SqliteSession OpenReader() => new(Connect(SqliteOpenMode.ReadOnly, "PRAGMA query_only=1;", cacheMb: 1));

    public AddressKey LoadAddressKey()
    {
        using var session = OpenWriter();
        return FolderKeys.LoadAddressKey(session, Keys, Path.Combine(_folder.Root, AddressKey.FileName));
    }

    /// <summary>Empties the log into the database, so that it holds nothing that was written over since.</summary>
    /// <exception cref="IOException">Somebody reads all the time.</exception>
    public string? Scrub()
    {
        using var connection = Connect(SqliteOpenMode.ReadWrite, "", cacheMb: 1);
        for (var tries = 0; Scalar(connection, "PRAGMA wal_checkpoint(TRUNCATE);") is not 0L; tries++)
        {
            if (tries == MostTries)
            {
                throw new IOException("The log of the database is in use and could not be emptied. Try again.");
            }
        }

        return null;
    }

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
        if (version == 0)
        {
            using var transaction = connection.BeginTransaction();
            Scalar(connection, Schema.Create, transaction);
            Scalar(connection, SetVersion, transaction);
            transaction.Commit();
        }

        using var session = OpenWriter();
        if (!SqliteSteps.MayUse(session, Known))
        {
            throw new DataFolderException(
                DataFolderFault.Newer,
                $"The data folder {_folder.Root} was written by a newer release, in a form that this one does not know. Use a "
                + "newer release.");
        }

        Scalar(connection, AuditSchema.Create);
        if (version == Schema.Unsealed)
        {
            Seal(session);
            version = Schema.NotYetClean;
        }

        _keys ??= FolderKeys.Check(session, _keyFile);
        if (version == Schema.NotYetClean)
        {
            // In a file, not in memory as other temporary data: it is as large as the database, and sealed by now.
            session.Execute("PRAGMA temp_store=FILE; VACUUM;");
            Scrub();
            session.Execute(SetVersion);
        }

        SqliteSteps.Take(session, Schema.Later);

        // A silo that died while it destroyed a key has left the key in the log.
        Scrub();
    }

    private void Seal(SqliteSession session)
    {
        _keys = FolderKeys.Make(_keyFile);
        try
        {
            SealMigration.Run(session, _keys);
        }
        catch (SqliteException e)
        {
            throw new DataFolderException(
                DataFolderFault.Damaged,
                $"The data folder {_folder.Root} could not be sealed and is as it was: {e.Message} Free space, or restore "
                + "it from a backup, and start again.",
                e);
        }
    }

    private SqliteConnection Connect(SqliteOpenMode mode, string pragmas, int cacheMb)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            Scalar(connection, string.Create(CultureInfo.InvariantCulture,
                $"PRAGMA busy_timeout=10000; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-{cacheMb * 1024}; {pragmas}"));
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
