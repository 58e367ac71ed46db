using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansMail.Storage;

/// <summary>A prepared statement of SQLite.</summary>
/// <remarks>
/// Straight on SQLite's interface: a command of ADO.NET looks every parameter up by name at each execution and makes a
/// reader each time, which costs more than the statement itself.
/// </remarks>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle)
    : StoreStatement, IDisposable
{
    /// <summary>The statement was used since the last transaction began.</summary>
    public bool InUse { get; set; }

    public override StoreStatement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public override StoreStatement Bind(int index, long? value)
    {
        Check(value is { } number
            ? raw.sqlite3_bind_int64(handle, index, number)
            : raw.sqlite3_bind_null(handle, index));
        return this;
    }

    public override StoreStatement Bind(int index, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(handle, index) : raw.sqlite3_bind_text(handle, index, value));
        return this;
    }

    public override StoreStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, index, 0)
            : raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    public override bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code != raw.SQLITE_DONE)
        {
            Check(code);
        }

        Reset();
        return false;
    }

    public override int Run()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(connection.Handle);
    }

    public override void Reset() => raw.sqlite3_reset(handle);

    public override bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public override long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public override string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public override ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, connection.Handle);
        }
    }
}
