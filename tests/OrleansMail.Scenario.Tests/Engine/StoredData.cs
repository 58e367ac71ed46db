using System.Data.Common;

namespace OrleansMail.Scenarios;

/// <summary>Changes what is stored behind the engine's back, in SQL that both databases know.</summary>
internal static class StoredData
{
    /// <returns>How many rows were changed.</returns>
    public static int Change(this Engine engine, string sql, params (string Name, object Value)[] values)
    {
        using var connection = engine.OpenDatabase();
        using var command = connection.Of(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Turns one bit of a stored body.</summary>
    public static void Flip(this Engine engine, string table, string where)
    {
        using var connection = engine.OpenDatabase();
        using var select = connection.Of($"SELECT body FROM {table} WHERE {where}");
        var body = (byte[])select.ExecuteScalar()!;
        body[body.Length / 2] ^= 1;
        using var update = connection.Of($"UPDATE {table} SET body = @body WHERE {where}", ("body", body));
        Assert.Equal(1, update.ExecuteNonQuery());
    }

    private static DbCommand Of(this DbConnection connection, string sql, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
