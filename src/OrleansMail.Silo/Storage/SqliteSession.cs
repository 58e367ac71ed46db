using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansMail.Storage;

/// <summary>One connection with its prepared statements; used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly List<SqliteStatement> _used = [];
    private readonly List<Action> _undo = [];

    public SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Changes of counts, to be written by <see cref="Commit"/>.</summary>
    public ProgressChanges Progress { get; } = new();

    /// <summary>The statement for a text, reset; texts are constants: one object each, found without reading it.</summary>
    public SqliteStatement this[string sql]
    {
        get
        {
            if (!_statements.TryGetValue(sql, out var statement))
            {
                var code = raw.sqlite3_prepare_v2(_connection.Handle, sql, out var handle);
                SqliteException.ThrowExceptionForRC(code, _connection.Handle);
                statement = new SqliteStatement(_connection, handle);
                _statements.Add(sql, statement);
            }

            if (statement.InUse)
            {
                statement.Reset();
            }
            else
            {
                statement.InUse = true;
                _used.Add(statement);
            }

            return statement;
        }
    }

    /// <summary>Runs statements that are used once.</summary>
    public void Execute(string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_connection.Handle, sql), _connection.Handle);

    /// <summary>Takes back a change of memory if the running transaction is undone.</summary>
    public void OnUndo(Action undo) => _undo.Add(undo);

    /// <summary>Begins a transaction that reads one state of the database.</summary>
    public void BeginRead() => this["BEGIN"].Run();

    /// <summary>Begins a transaction that may write.</summary>
    public void BeginWrite() => this["BEGIN IMMEDIATE"].Run();

    public void Commit()
    {
        Progress.Write(this);
        ResetAll();
        this["COMMIT"].Run();
        _undo.Clear();
    }

    /// <summary>Undoes the transaction, if SQLite has not done so on its own after a grave error.</summary>
    public void Rollback()
    {
        Progress.Clear();
        for (var i = _undo.Count - 1; i >= 0; i--)
        {
            _undo[i]();
        }

        _undo.Clear();
        ResetAll();
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            this["ROLLBACK"].Run();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private void ResetAll()
    {
        foreach (var statement in _used)
        {
            statement.Reset();
            statement.InUse = false;
        }

        _used.Clear();
    }
}
