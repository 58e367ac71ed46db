namespace OrleansMail.Storage;

/// <summary>Says to other silos that this one is there: a lock on its name, which ends with the connection.</summary>
/// <remarks>
/// When a process dies its connection ends, and whoever starts next may take its claims at once instead of when they run
/// out. Nothing rests on it: a silo that is taken for dead is fenced by the epoch of its claims.
/// </remarks>
internal sealed class PostgresPresence(PostgresDatabase database) : IDisposable
{
    private const string Hold = "SELECT pg_advisory_lock_shared(21322, hashtext(?1))";

    private readonly Lock _lock = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private PostgresSession? _session;

    public void Note(string holder)
    {
        lock (_lock)
        {
            if (_session is { IsOpen: true } && _names.Contains(holder))
            {
                return;
            }

            if (_session is null or { IsOpen: false })
            {
                _session?.Dispose();
                _session = null;
                _session = database.OpenSession();
            }

            _names.Add(holder);
            foreach (var name in _names)
            {
                _session[Hold].Bind(1, name).Step();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _session?.Dispose();
        }
    }
}
