using Npgsql;

namespace OrleansMail.Storage;

/// <summary>A database of a test's own on PostgreSQL.</summary>
internal sealed class PostgresTrial(PostgresServer server, string name, string? connection = null)
{
    public PostgresServer Server => server;

    public string Name => name;

    public string Connection { get; } = connection ?? server.ConnectionTo(name);

    public static async Task<PostgresTrial> CreateAsync(PostgresServer server) =>
        new(server, await server.CreateDatabaseAsync());

    /// <summary>Runs SQL on the side and gives the number of rows it changed.</summary>
    public int Run(string sql)
    {
        using var source = NpgsqlDataSource.Create(Connection + ";Pooling=false");
        using var command = source.CreateCommand(sql);
        return command.ExecuteNonQuery();
    }

    public object? Ask(string sql)
    {
        using var source = NpgsqlDataSource.Create(Connection + ";Pooling=false");
        using var command = source.CreateCommand(sql);
        return command.ExecuteScalar();
    }
}
