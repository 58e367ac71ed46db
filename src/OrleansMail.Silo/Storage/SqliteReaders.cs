using System.Collections.Concurrent;

namespace OrleansMail.Storage;

/// <summary>A few read-only connections. Each read sees one state: that of the last commit when it began.</summary>
internal sealed class SqliteReaders(SqliteDatabase database) : IStoreReaders, IDisposable
{
    private const int Connections = 4;

    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly SemaphoreSlim _room = new(Connections, Connections);
    private volatile bool _stopped;

    public async Task<T> RunAsync<T>(Func<StoreSession, T> read)
    {
        await _room.WaitAsync();
        try
        {
            // Off the caller's scheduler: SQLite blocks the thread it runs on.
            ObjectDisposedException.ThrowIf(_stopped, this);
            return await Task.Run(() => Read(read));
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Waits for the reads under way and closes; later ones are refused.</summary>
    public void Dispose()
    {
        _stopped = true;
        for (var i = 0; i < Connections; i++)
        {
            _room.Wait();
        }

        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }

        // Not disposed of: who waits for a place must wake to be refused.
        _room.Release(Connections);
    }

    private T Read<T>(Func<StoreSession, T> read)
    {
        var session = _idle.TryTake(out var idle) ? idle : database.OpenReader();
        try
        {
            session.BeginRead();
            var result = read(session);
            session.Commit();
            _idle.Add(session);
            return result;
        }
        catch
        {
            // A session in an unknown state is not used again.
            session.Dispose();
            throw;
        }
    }
}
