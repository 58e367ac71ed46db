using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OrleansMail.Hosting;
using OrleansMail.Storage;

namespace OrleansMail.Cluster;

/// <summary>Makes the tables that silos find each other in, once for all silos that start at the same time.</summary>
internal static class MembershipSchema
{
    // One lock of PostgreSQL for whoever makes or changes these tables: "silo" in ASCII.
    private const long Lock = 0x73_69_6C_6F;

    /// <summary>What this release makes, and the latest that it knows.</summary>
    private const int Version = 1;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <exception cref="ConfigurationException">
    /// The server refuses what is needed, or did not answer for <see cref="PostgresDatabase.StartPatience"/>, or the tables are of
    /// a later release that this one cannot work beside.
    /// </exception>
    public static async Task MakeAsync(string connectionString)
    {
        var started = Stopwatch.GetTimestamp();
        await using var source = NpgsqlDataSource.Create(connectionString);
        while (true)
        {
            try
            {
                await MakeAsync(source);
                return;
            }
            catch (NpgsqlException outage) when (
                PostgresFault.IsOutage(outage) && Stopwatch.GetElapsedTime(started) < PostgresDatabase.StartPatience)
            {
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            }
            catch (NpgsqlException fault)
            {
                throw new ConfigurationException($"PostgreSQL cannot be used (Storage:ConnectionString): {fault.Message}");
            }
        }
    }

    private static async Task MakeAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})");
        if (await RunAsync(connection, "SELECT to_regclass('cluster_silo')::text") is not string)
        {
            await RunAsync(connection, await ReadAsync());
        }

        // Tables from before they had a number are those of the first.
        if (await RunAsync(connection, "SELECT to_regclass('cluster_schema')::text") is not string)
        {
            await RunAsync(
                connection,
                "CREATE TABLE cluster_schema(version integer NOT NULL, readable_from integer NOT NULL); INSERT INTO cluster_schema VALUES(1, 1)");
        }

        await CheckAsync(connection);
        await transaction.CommitAsync();
    }

    private static async Task CheckAsync(NpgsqlConnection connection)
    {
        var version = (int)(await RunAsync(connection, "SELECT version FROM cluster_schema"))!;
        var readableFrom = (int)(await RunAsync(connection, "SELECT readable_from FROM cluster_schema"))!;
        if (!SchemaStep.MayUse(version, readableFrom, Version))
        {
            throw new ConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The tables that silos find each other in are of version {version}, which take a release that knows version "
                + $"{readableFrom} or a later one; this one knows {Version}. Use a newer release."));
        }
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string text)
    {
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<string> ReadAsync()
    {
        await using var stream = typeof(MembershipSchema).Assembly.GetManifestResourceStream("membership.sql")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
