using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansMail.Hosting;

namespace OrleansMail.Storage;

/// <summary>Moves everything a data folder keeps into an empty PostgreSQL database: all of it, or nothing.</summary>
/// <remarks>
/// Sealed octets go over as they are, so the cluster key stays the same. When it is done the folder's database is renamed:
/// no silo can send from it once more.
/// </remarks>
public static class StorageMove
{
    private const string Moved = ".moved";
    private const string Unfinished = "SELECT id FROM audience WHERE state = 0 AND is_stream = 0";

    /// <summary>Runs the move. After a crash, at whatever point, it may be run again.</summary>
    /// <param name="folder">The data folder, with no silo on it.</param>
    /// <param name="configuration">Names the database, and the cluster key if that is not in the folder.</param>
    /// <returns>The rows of each table, compared on both sides, and the trails whose heads were compared.</returns>
    /// <exception cref="DataFolderException">The folder is in use, damaged, or has nothing to move.</exception>
    /// <exception cref="ConfigurationException">The configuration names no PostgreSQL database.</exception>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    /// <exception cref="InvalidOperationException">The database holds something else already, or the sides differ.</exception>
    public static async Task<StorageMoved> RunAsync(string folder, IConfiguration configuration)
    {
        var connection = PostgresConnection.Of(MailSilo.Section<StorageOptions>(configuration, StorageOptions.Section));
        var keys = MailSilo.Section<KeysOptions>(configuration, KeysOptions.Section);
        var file = Path.Combine(Path.GetFullPath(folder), SqliteDatabase.FileName);
        if (!File.Exists(file))
        {
            throw new DataFolderException(
                DataFolderFault.Damaged,
                File.Exists(file + Moved)
                    ? $"The data folder {folder} was moved already: {file}{Moved} is what is left."
                    : $"There is no data folder at {folder}.");
        }

        StorageMoved moved;
        await using (var source = new ServiceCollection().AddEmbeddedStorage(folder, keys.File, keys.ClusterFileOf())
            .BuildServiceProvider())
        {
            var database = source.GetRequiredService<SqliteDatabase>();
            await IndexAsync(source);
            moved = await source.GetRequiredService<IStoreReaders>().RunAsync(session => Move(session, connection));
            database.Scrub();
        }

        File.Move(file, file + Moved);
        return moved;
    }

    /// <summary>What an import left in its chunks alone comes into the table of recipients, where PostgreSQL has it.</summary>
    private static async Task IndexAsync(ServiceProvider source)
    {
        var imports = await source.GetRequiredService<IStoreReaders>().RunAsync(session =>
        {
            var found = new List<long>();
            for (var line = session[Unfinished]; line.Step();)
            {
                found.Add(line.Long(0));
            }

            return found;
        });
        foreach (var audience in imports)
        {
            await source.GetRequiredService<IRowIndexes>().FlushAsync(audience);
        }
    }

    private static StorageMoved Move(StoreSession source, string connection)
    {
        using var target = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        using var to = Open(target);
        using var session = new PostgresSession(null, to);
        session.Execute("BEGIN");
        PostgresTables.Make(session);
        var isEmpty = TableCopy.All.All(table => Count(session, table) == 0);
        if (isEmpty)
        {
            foreach (var table in TableCopy.All)
            {
                table.Run(source, to);
            }

            session.Execute("""
                SELECT setval(pg_get_serial_sequence('data_key', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM data_key), false),
                    setval(pg_get_serial_sequence('directory', 'seq'), (SELECT coalesce(max(seq), 0) + 1 FROM directory), false),
                    setval(pg_get_serial_sequence('audience', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM audience), false)
                """);
        }

        var moved = Compare(source, session, isEmpty);
        session.Execute("COMMIT");
        session.Execute("ANALYZE");
        return moved;
    }

    private static NpgsqlConnection Open(NpgsqlDataSource target)
    {
        try
        {
            return target.OpenConnection();
        }
        catch (NpgsqlException failure)
        {
            throw PostgresFault.Told(failure);
        }
    }

    private static StorageMoved Compare(StoreSession source, PostgresSession target, bool wasEmpty)
    {
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in TableCopy.All)
        {
            var (here, there) = (Count(source, table), Count(target, table));
            rows[table.Name] = here == there ? here : throw Different(
                wasEmpty, string.Create(CultureInfo.InvariantCulture, $"{table.Name} has {here} rows and {there}"));
        }

        var trails = AuditTable.AllTrails(source);
        foreach (var trail in trails)
        {
            if (AuditTable.HeadOf(source, trail.Name) != AuditTable.HeadOf(target, trail.Name))
            {
                throw Different(wasEmpty, $"the audit trail {trail.Name} has another end");
            }
        }

        return new StorageMoved(rows, trails.Count);
    }

    private static InvalidOperationException Different(bool wasEmpty, string what) => new(wasEmpty
        ? $"The copy is not what the folder holds ({what}). Nothing was moved."
        : $"The database holds something else already ({what}). Nothing was moved; name an empty one.");

    private static long Count(StoreSession session, TableCopy table)
    {
        var line = session[table.CountSql];
        line.Step();
        var count = line.Long(0);
        line.Reset();
        return count;
    }
}
