using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace OrleansMail.Storage;

/// <summary>A statement of PostgreSQL. Its rows are in memory after the first step: others may run meanwhile.</summary>
internal sealed class PostgresStatement(NpgsqlCommand command) : StoreStatement, IDisposable
{
    private readonly List<object[]> _rows = [];
    private int _current = -1;
    private bool _ran;

    public override StoreStatement Bind(int index, long value) => Set(index, NpgsqlDbType.Bigint, value);

    public override StoreStatement Bind(int index, long? value) => Set(index, NpgsqlDbType.Bigint, value);

    public override StoreStatement Bind(int index, string? value) => Set(index, NpgsqlDbType.Text, value);

    public override StoreStatement Bind(int index, ReadOnlySpan<byte> value) =>
        Set(index, NpgsqlDbType.Bytea, value.ToArray());

    public PostgresStatement Bind(int index, IReadOnlyList<long> values) =>
        Set(index, NpgsqlDbType.Array | NpgsqlDbType.Bigint, values);

    public PostgresStatement Bind(int index, IReadOnlyList<byte[]> values) =>
        Set(index, NpgsqlDbType.Array | NpgsqlDbType.Bytea, values);

    public PostgresStatement Bind(int index, IReadOnlyList<string> values) =>
        Set(index, NpgsqlDbType.Array | NpgsqlDbType.Text, values);

    public override bool Step()
    {
        if (!_ran)
        {
            Read();
        }

        if (++_current < _rows.Count)
        {
            return true;
        }

        Reset();
        return false;
    }

    public override int Run()
    {
        var changed = command.ExecuteNonQuery();
        Reset();
        return changed;
    }

    public override void Reset()
    {
        _rows.Clear();
        (_current, _ran) = (-1, false);
    }

    public override bool IsNull(int column) => _rows[_current][column] is DBNull;

    public override long Long(int column) => Convert.ToInt64(_rows[_current][column], CultureInfo.InvariantCulture);

    public override string Text(int column) => (string)_rows[_current][column];

    public override ReadOnlySpan<byte> Blob(int column) => (byte[])_rows[_current][column];

    public void Dispose() => command.Dispose();

    private void Read()
    {
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            _rows.Add(row);
        }

        _ran = true;
    }

    private PostgresStatement Set(int index, NpgsqlDbType type, object? value)
    {
        while (command.Parameters.Count < index)
        {
            command.Parameters.Add(new NpgsqlParameter());
        }

        var parameter = command.Parameters[index - 1];
        parameter.NpgsqlDbType = type;
        parameter.Value = value ?? DBNull.Value;
        return this;
    }
}
