using Npgsql;
using OrleansMail.Ledger;
using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>One connection to PostgreSQL with its statements.</summary>
internal sealed class PostgresSession(PostgresDatabase? database, NpgsqlConnection connection) : StoreSession
{
    // Read committed: a statement after a lock sees what others committed before they let go of it.
    private const string Begin = """
        BEGIN ISOLATION LEVEL READ COMMITTED;
        SELECT version, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, 0::bigint FROM forgetting
        """;

    private const string BeginToRead = """
        BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
        SELECT version, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, 0::bigint FROM forgetting
        """;

    private const string FirstOf = "INSERT INTO last_commit(writer, number) VALUES(?1, 0) ON CONFLICT DO NOTHING";
    private const string LastOf = "SELECT number FROM last_commit WHERE writer = ?1 FOR UPDATE NOWAIT";
    private const string ForgetWriter = "DELETE FROM last_commit WHERE writer = ?1";
    private const string LockName = "SELECT pg_advisory_xact_lock(hashtextextended(?1, 0))";
    private const string Forgot = "UPDATE forgetting SET version = version + 1";
    private const string Remove = "DELETE FROM recipient WHERE audience = ?1 AND key = ANY(?2)";
    private const string FindKeys = "SELECT key FROM suppression WHERE key = ANY(?1)";

    private readonly Dictionary<string, PostgresStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private PostgresLedger? _ledger;
    private string _begin = Begin;
    private long _forgettings;
    private long _transaction;
    private DateTimeOffset _now;
    private bool _inTransaction;

    private PostgresLedger Ledger => _ledger ??= new PostgresLedger(this);

    /// <summary>The connection can be used.</summary>
    public bool IsOpen => connection.FullState == System.Data.ConnectionState.Open;

    /// <summary>The number of the transaction whose commit did not answer; null if there is none.</summary>
    public long? InDoubt { get; private set; }

    public override long Forgettings => _forgettings;

    public override StoreStatement this[string sql] => Statement(sql);

    public override void BeginRead() => BeginBy(BeginToRead);

    public override void BeginWrite() => BeginBy(_begin);

    public override DateTimeOffset TimeOf(DateTimeOffset own) => _now;

    public override void Lock(string name) => this[LockName].Bind(1, name).Step();

    public override void NoteForgetting() => this[Forgot].Run();

    public override void NoteRemains(string scope) => KeyRemainsTable.Add(this, scope, _now);

    public override void Record(OutcomeEntry entry, byte[] detail) => Ledger.Add(entry, detail);

    public override void Lease(LeaseRequest lease) => Ledger.Add(lease);

    public override IKnownRows KnownRows(long audience, IReadOnlyList<AudienceRow> rows) =>
        new FetchedRows(this, audience, rows);

    public override void RemoveRecipients(long audience, IReadOnlyList<byte[]> keys)
    {
        var line = Statement(Remove);
        line.Bind(1, audience);
        line.Bind(2, keys).Run();
    }

    public override List<int> Suppressed(IReadOnlyList<byte[]> keys)
    {
        var found = new HashSet<UInt128>();
        var line = Statement(FindKeys).Bind(1, keys);
        while (line.Step())
        {
            found.Add(ImportIndex.KeyOf(line.Blob(0).ToArray()));
        }

        return [.. Enumerable.Range(0, keys.Count).Where(i => found.Contains(ImportIndex.KeyOf(keys[i])))];
    }

    /// <summary>Runs statements that are used once, outside of any transaction or inside the running one.</summary>
    public object? Execute(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this folder come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    /// <summary>From now on each transaction that writes has a number, so that its end can be asked for.</summary>
    /// <param name="writer">Letters and digits, of this writer alone.</param>
    public void NumberFor(string writer)
    {
        // There before the first transaction: whoever asks for one that has not ended must find its lock.
        this[FirstOf].Bind(1, writer).Run();
        _begin = $"""
            BEGIN ISOLATION LEVEL READ COMMITTED;
            WITH mark AS (
                INSERT INTO last_commit(writer, number) VALUES('{writer}', 1)
                ON CONFLICT(writer) DO UPDATE SET number = last_commit.number + 1 RETURNING number)
            SELECT version, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, number FROM forgetting, mark
            """;
    }

    /// <summary>Was a transaction made? Throws while it has not ended.</summary>
    /// <remarks>
    /// The server's own number of it says nothing: after a crash or a fail-over the server gives the numbers anew that it had
    /// given to transactions of which no trace was left, and theirs would be taken for ours.
    /// </remarks>
    public bool WasMade(string writer, long number)
    {
        var line = this[LastOf].Bind(1, writer);

        // The transaction counts the number up, and leaves it so only if it is made.
        var made = line.Step() && line.Long(0) >= number;
        line.Reset();
        return made;
    }

    /// <summary>Nobody will ask for transactions of a writer any more.</summary>
    public void ForgetNumbers(string writer) => this[ForgetWriter].Bind(1, writer).Run();

    /// <summary>A statement with what only PostgreSQL can bind. What was kept back is written first.</summary>
    public PostgresStatement Statement(string sql)
    {
        _ledger?.Write();
        return NextStatement(sql);
    }

    /// <summary>The same, for those who write what was kept back.</summary>
    public PostgresStatement NextStatement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this folder come here.
            command.CommandText = PostgresText.Of(sql);
#pragma warning restore CA2100
            statement = new PostgresStatement(command);
            _statements.Add(sql, statement);
        }

        statement.Reset();
        return statement;
    }

    public override void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    protected override void BeforeCommit() => _ledger?.Write();

    protected override void CommitNow()
    {
        InDoubt = _transaction;
        Run("COMMIT");
        InDoubt = null;
        _inTransaction = false;
    }

    protected override void RollbackNow()
    {
        _ledger?.Clear();
        if (_inTransaction && IsOpen)
        {
            Run("ROLLBACK");
        }

        _inTransaction = false;
    }

    private void BeginBy(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this class come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        (_inTransaction, InDoubt) = (true, null);
        var asked = database?.Clock.GetTimestamp() ?? 0;
        using var reader = command.ExecuteReader();
        reader.Read();
        _forgettings = reader.GetInt64(0);
        _now = DateTimeOffset.UnixEpoch.AddTicks(reader.GetInt64(1) * TimeSpan.TicksPerMicrosecond);
        _transaction = reader.GetInt64(2);
        database?.Saw(_forgettings);
        database?.Clock.Saw(asked, _now);
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this class come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
