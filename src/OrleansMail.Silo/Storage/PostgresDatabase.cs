using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using OrleansMail.Hosting;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>The PostgreSQL database of one or several silos: reached, checked, and with its tables made.</summary>
internal sealed class PostgresDatabase : IStoreDatabase, IDisposable
{
    // What is committed must be on disk, and on that of a standby that the server waits for; a stricter setting stays. A
    // machine that is lost says no goodbye: what its transaction has locked must be free before its claims run out
    // (ClaimTerm), and its connections must not stay for hours, as the system's default is.
    private const string Settings = """
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local');
        SET idle_in_transaction_session_timeout = '10s';
        SET tcp_user_timeout = '10s';
        SET tcp_keepalives_idle = '30s';
        SET tcp_keepalives_interval = '10s';
        SET tcp_keepalives_count = 3
        """;

    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly DataFolder _folder;
    private readonly NpgsqlDataSource _source;
    private readonly PostgresScrub _scrub;
    private readonly bool _hasSeveralHosts;
    private readonly ClusterKeyFile _keyFile;
    private ClusterKeys? _keys;
    private long _forgettings;

    private PostgresDatabase(string connection, string folder, string? clusterKeyFile)
    {
        _folder = DataFolder.Open(folder);
        _keyFile = new ClusterKeyFile(clusterKeyFile ?? Path.Combine(_folder.Root, ClusterKeyFile.FileName));
        _source = new NpgsqlDataSourceBuilder(Complete(connection)).Build();
        _hasSeveralHosts = new NpgsqlConnectionStringBuilder(connection).Host!.Contains(',', StringComparison.Ordinal);
        _scrub = new PostgresScrub(() => OpenToHear(connection));
    }

    public ClusterKeys Keys => _keys!;

    /// <summary>The time by this database.</summary>
    public DatabaseClock Clock { get; } = new(TimeProvider.System);

    public bool CanKeepRemains => true;

    /// <summary>There is another server to go to, and nothing makes sure that it has what this one has.</summary>
    public bool LosesOnFailOver { get; private set; }

    public long Forgettings => Interlocked.Read(ref _forgettings);

    /// <summary>Opens the database; everything that can be wrong with it is found here.</summary>
    /// <param name="connection">Checked by <see cref="PostgresConnection"/>.</param>
    /// <param name="folder">This silo's own folder: checkpoints, announcement, and the cluster key if no file is named.</param>
    /// <exception cref="DataFolderException">
    /// The folder is in use, the database is of a newer release or unsafe, or the cluster key is lost.
    /// </exception>
    /// <exception cref="ConfigurationException">The server knows no such database or role, or refuses it.</exception>
    /// <exception cref="StorageUnavailableException">The server did not answer for 15 s.</exception>
    public static PostgresDatabase Open(string connection, string folder, string? clusterKeyFile = null)
    {
        var database = new PostgresDatabase(connection, folder, clusterKeyFile);
        try
        {
            database.Prepare();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A connection of one's own, ready for statements.</summary>
    public PostgresSession OpenSession()
    {
        var connection = _source.OpenConnection();
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
            return new PostgresSession(this, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A transaction of this process has seen how often keys were destroyed.</summary>
    public void Saw(long forgettings)
    {
        if (forgettings > Interlocked.Read(ref _forgettings))
        {
            Interlocked.Exchange(ref _forgettings, forgettings);
        }
    }

    public AddressKey LoadAddressKey()
    {
        using var session = OpenSession();
        return FolderKeys.LoadAddressKey(session, Keys, Path.Combine(_folder.Root, AddressKey.FileName));
    }

    public string? Scrub() => _scrub.Run();

    public void Dispose()
    {
        _source.Dispose();
        _folder.Dispose();
    }

    /// <summary>A connection that gives what the server tells besides; nothing that is stored is written on it.</summary>
    private static NpgsqlConnection OpenToHear(string connection)
    {
        var opened = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Complete(connection)) { IncludeErrorDetail = true }.ConnectionString);
        try
        {
            opened.Open();
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private static string Complete(string connection) => new NpgsqlConnectionStringBuilder(connection)
    {
        // Each session has one for as long as it lives; statements are prepared when they are used again.
        Pooling = false,
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
        KeepAlive = 30,
        ApplicationName = "orleansmail",
    }.ConnectionString;

    private void Prepare()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var session = OpenSession();
                Prepare(session);
                return;
            }
            catch (PostgresException refused) when (refused.SqlState[..2] is "28" or "3D" or "42")
            {
                throw new ConfigurationException(
                    $"Storage: PostgreSQL refuses the connection or what a start needs: {refused.MessageText} "
                    + $"({refused.SqlState}). Set it up as docs/operations.md says.");
            }
            catch (Exception failure) when (PostgresFault.IsOutage(failure))
            {
                if (Stopwatch.GetElapsedTime(started) > StartPatience)
                {
                    throw PostgresFault.Told(failure);
                }

                Thread.Sleep(Pause);
            }
        }
    }

    private void Prepare(PostgresSession session)
    {
        if (session.Execute("SHOW fsync") is "off")
        {
            throw new DataFolderException(
                DataFolderFault.Damaged,
                "PostgreSQL runs with fsync=off: a loss of power would damage what is stored. Set fsync=on.");
        }

        LosesOnFailOver = _hasSeveralHosts && session.Execute("SHOW synchronous_standby_names") is "";
        session.Execute("BEGIN");
        PostgresTables.Make(session);
        session.Execute("COMMIT");
        CheckKeys(session);
    }

    /// <summary>Nobody else makes a cluster key at the same time: what one seals the other could not open.</summary>
    private void CheckKeys(PostgresSession session)
    {
        session.BeginWrite();
        session.Execute(PostgresTables.OnlyOne);
        _keys = FolderKeys.Check(session, _keyFile);
        if (DataKeyTable.Find(session, KeyScope.Store) is null)
        {
            var secret = RandomNumberGenerator.GetBytes(ClusterKeyFile.KeyLength);
            DataKeyTable.Add(session, KeyScope.Store, _keys.Wrap(KeyScope.Store, secret));
            CryptographicOperations.ZeroMemory(secret);
        }

        session.Commit();
    }
}
