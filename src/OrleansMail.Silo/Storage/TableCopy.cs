using Npgsql;
using NpgsqlTypes;

namespace OrleansMail.Storage;

/// <summary>Copies one table from SQLite to PostgreSQL, row by row in the order of its key.</summary>
/// <param name="Name">Of the table, in both.</param>
/// <param name="Columns">Name and type: t text, s smallint, i integer, l bigint, b octets.</param>
/// <param name="Order">Columns of the key.</param>
internal sealed record TableCopy(string Name, (string Name, char Type)[] Columns, string Order)
{
    /// <summary>All tables that hold something.</summary>
    public static IReadOnlyList<TableCopy> All { get; } =
    [
        Of("data_key", "i:id t:scope b:wrapped", "id"),
        Of("suppression", "b:key b:body", "key"),
        Of("grain_state", "t:type t:id l:etag b:body", "type, id"),
        Of("content", "t:campaign b:body", "campaign"),
        Of("directory", "l:seq t:kind t:id s:running", "seq"),
        Of("audience", "l:id t:campaign s:is_stream s:state l:rows l:same l:other l:next_row b:columns", "id"),
        Of("chunk", "l:audience i:number i:rows b:hash b:answer b:body", "audience, number"),
        Of("recipient", "b:key l:audience l:row l:line l:digest", "key, audience, row"),
        Of("claim", "l:audience i:chunk s:state l:epoch t:holder l:ready", "audience, chunk"),
        Of("stream_key", "l:audience b:key l:row l:at b:body_hash", "audience, key"),
        Of("stream_row", "l:audience l:row b:body", "audience, row"),
        Of("lease", "l:audience i:chunk b:id l:epoch t:lane l:at b:rows", "audience, chunk, id"),
        Of("outcome", "l:audience l:row i:attempt s:final s:kind b:detail", "audience, row, attempt, final"),
        Of("progress", "l:audience s:kind l:count", "audience, kind"),
        Of(
            "audit",
            "t:trail l:seq b:id l:at t:caller t:kind t:origin t:session l:second_factor t:action t:target t:result t:detail "
            + "b:prev b:hash",
            "trail, seq"),
    ];

    private string Names => string.Join(", ", Columns.Select(column => column.Name));

    public string CountSql => $"SELECT count(*) FROM {Name}";

    /// <returns>Rows copied.</returns>
    public long Run(StoreSession from, NpgsqlConnection to)
    {
        var copied = 0L;
        using var writer = to.BeginBinaryImport($"COPY {Name}({Names}) FROM STDIN (FORMAT BINARY)");
        for (var line = from[$"SELECT {Names} FROM {Name} ORDER BY {Order}"]; line.Step(); copied++)
        {
            writer.StartRow();
            for (var column = 0; column < Columns.Length; column++)
            {
                Write(writer, line, column);
            }
        }

        writer.Complete();
        return copied;
    }

    private static TableCopy Of(string name, string columns, string order) => new(
        name, [.. columns.Split(' ').Select(column => (column[2..], column[0]))], order);

    private void Write(NpgsqlBinaryImporter writer, StoreStatement line, int column)
    {
        if (line.IsNull(column))
        {
            writer.WriteNull();
            return;
        }

        switch (Columns[column].Type)
        {
            case 't': writer.Write(line.Text(column), NpgsqlDbType.Text); break;
            case 's': writer.Write((short)line.Long(column), NpgsqlDbType.Smallint); break;
            case 'i': writer.Write(line.Int(column), NpgsqlDbType.Integer); break;
            case 'b': writer.Write(line.Blob(column).ToArray(), NpgsqlDbType.Bytea); break;
            default: writer.Write(line.Long(column), NpgsqlDbType.Bigint); break;
        }
    }
}
