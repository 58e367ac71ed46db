using System.Diagnostics;

namespace OrleansMail.Storage;

/// <summary>A thread that writes to PostgreSQL on one connection, and gets over its loss.</summary>
/// <remarks>
/// Outcomes that nobody waits for stay in memory until they are durable, however long that takes; the bounded queue makes
/// those who bring them wait. Who waits for an answer is told after <see cref="Patience"/>. A commit without an answer is
/// asked about: the server knows of each transaction whether it was made.
/// </remarks>
internal sealed class PostgresWriter : GroupWriter
{
    /// <summary>How long somebody waits for a server that is away: shorter than a call to a grain may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly PostgresDatabase _database;
    private PostgresSession? _session;
    private long? _inDoubt;
    private TimeSpan _pause = FirstPause;
    private long _stoppedAt;

    public PostgresWriter(PostgresDatabase database, string name, StorageMeter meter)
        : base(name, meter)
    {
        _database = database;
        Start();
    }

    protected override StoreSession Open()
    {
        if (_session is { IsOpen: false })
        {
            _inDoubt ??= _session.InDoubt;
            _session.Dispose();
            _session = null;
        }

        return _session ??= _database.OpenSession();
    }

    protected override void Close() => _session?.Dispose();

    protected override bool WasMade()
    {
        var session = (PostgresSession)Open();
        if (_inDoubt is not { } transaction)
        {
            _pause = FirstPause;
            return false;
        }

        var made = session.WasMade(transaction)
            ?? throw new StorageUnavailableException("PostgreSQL has not ended the last transaction yet.");
        _inDoubt = null;
        _pause = FirstPause;
        return made;
    }

    protected override bool IsOutage(Exception failure) => PostgresFault.IsOutage(failure);

    protected override IReadOnlyDictionary<WriteOperation, Exception> SitOut(
        Exception failure, IReadOnlyList<WriteOperation> waiting)
    {
        Thread.Sleep(_pause);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        _stoppedAt = IsStopping && _stoppedAt == 0 ? Stopwatch.GetTimestamp() : _stoppedAt;
        var isOver = _stoppedAt != 0 && Stopwatch.GetElapsedTime(_stoppedAt) > Patience;
        var told = PostgresFault.Told(failure);
        return waiting
            .Where(one => isOver || (one.IsAwaited && Stopwatch.GetElapsedTime(one.QueuedAt) > Patience))
            .ToDictionary(one => one, Exception (_) => told);
    }
}
