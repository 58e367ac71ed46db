using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansMail.Storage;

/// <summary>A few connections that read, whatever the database.</summary>
internal abstract class StoreReaders : IStoreReaders, IDisposable
{
    private const int Connections = 4;

    private readonly ConcurrentBag<StoreSession> _idle = [];
    private readonly SemaphoreSlim _room = new(Connections, Connections);
    private volatile bool _stopped;

    public async Task<T> RunAsync<T>(Func<StoreSession, T> read)
    {
        var asked = Stopwatch.GetTimestamp();
        await _room.WaitAsync();
        try
        {
            return await CarryAsync(read, asked);
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

    protected abstract StoreSession Open();

    /// <param name="read">What to read.</param>
    /// <param name="asked">When it was asked for, before it waited for a place.</param>
    protected virtual Task<T> CarryAsync<T>(Func<StoreSession, T> read, long asked) => ReadAsync(read);

    /// <summary>Off the caller's scheduler: both databases block the thread that reads.</summary>
    protected Task<T> ReadAsync<T>(Func<StoreSession, T> read)
    {
        ObjectDisposedException.ThrowIf(_stopped, this);
        return Task.Run(() => Read(read));
    }

    private T Read<T>(Func<StoreSession, T> read)
    {
        var session = _idle.TryTake(out var idle) ? idle : Open();
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
