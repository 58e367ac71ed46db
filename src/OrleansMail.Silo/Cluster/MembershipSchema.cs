using Npgsql;
using OrleansMail.Hosting;

namespace OrleansMail.Cluster;

/// <summary>Makes the tables that silos find each other in, once for all silos that start at the same time.</summary>
internal static class MembershipSchema
{
    // One lock of PostgreSQL for whoever makes or changes these tables: "silo" in ASCII.
    private const long Lock = 0x73_69_6C_6F;

    public static async Task MakeAsync(string connectionString)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await RunAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})");
            if (await RunAsync(connection, "SELECT to_regclass('cluster_silo')::text") is not string)
            {
                await RunAsync(connection, await ReadAsync());
            }

            await transaction.CommitAsync();
        }
        catch (NpgsqlException fault)
        {
            throw new ConfigurationException($"PostgreSQL cannot be used (Storage:ConnectionString): {fault.Message}");
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
