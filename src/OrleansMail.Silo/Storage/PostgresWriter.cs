using Npgsql;

namespace OrleansMail.Storage;

/// <summary>A thread that writes to PostgreSQL on one connection, and gets over its loss.</summary>
/// <remarks>A commit without an answer is asked about: each transaction leaves its number, if it is made.</remarks>
internal sealed class PostgresWriter : GroupWriter
{
    private readonly string _writer = Guid.NewGuid().ToString("N");
    private readonly PostgresDatabase _database;
    private PostgresSession? _session;
    private long? _inDoubt;

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

        return _session ??= OpenNumbered();
    }

    protected override void Close()
    {
        try
        {
            _session?.ForgetNumbers(_writer);
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            // A row that nobody asks for stays.
        }

        _session?.Dispose();
    }

    protected override bool WasMade()
    {
        var session = (PostgresSession)Open();
        if (_inDoubt is not { } number)
        {
            return false;
        }

        var made = session.WasMade(_writer, number);
        _inDoubt = null;
        return made;
    }

    protected override bool IsOutage(Exception failure) => PostgresFault.IsOutage(failure);

    protected override Exception Told(Exception failure) => PostgresFault.Told(failure);

    private PostgresSession OpenNumbered()
    {
        var session = _database.OpenSession();
        try
        {
            session.NumberFor(_writer);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
