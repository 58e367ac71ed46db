using Microsoft.Data.Sqlite;
using OrleansMail.Ledger;
using OrleansMail.Recipients;
using SQLitePCL;

namespace OrleansMail.Storage;

/// <summary>One connection with its prepared statements; used by one thread at a time.</summary>
internal sealed class SqliteSession : StoreSession
{
    private const string Same =
        "UPDATE directory SET running = running WHERE seq = (SELECT min(seq) FROM directory)";

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly List<SqliteStatement> _used = [];

    public SqliteSession(SqliteConnection connection) => _connection = connection;

    public override StoreStatement this[string sql]
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

    public override void BeginRead() => this["BEGIN"].Run();

    public override void BeginWrite() => this["BEGIN IMMEDIATE"].Run();

    public override void Probe() => this[Same].Run();

    public override void Record(OutcomeEntry entry, byte[] detail) => OutcomeTable.Add(this, entry, detail);

    public override void Lease(LeaseRequest lease) =>
        lease.Granted = LeaseTable.Add(this, lease.Id, lease.Lane, lease.Rows, lease.At);

    public override IKnownRows KnownRows(long audience, IReadOnlyList<AudienceRow> rows) =>
        new TableRows(this, audience);

    // One process holds the folder: all others are gone.
    public override void RemoveRecipients(long audience, IReadOnlyList<byte[]> keys)
    {
        foreach (var key in keys)
        {
            RecipientTable.Remove(this, audience, key);
        }
    }

    public override List<int> Suppressed(IReadOnlyList<byte[]> keys) =>
        [.. Enumerable.Range(0, keys.Count).Where(i => SuppressionStore.Has(this, keys[i]))];

    public override void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    protected override void CommitNow()
    {
        ResetAll();
        this["COMMIT"].Run();
    }

    // SQLite has done so on its own after a grave error.
    protected override void RollbackNow()
    {
        ResetAll();
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            this["ROLLBACK"].Run();
        }
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
