using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansMail.Storage;

/// <summary>A few connections that read. What an outage ends is read again, for a while.</summary>
internal sealed class PostgresReaders(PostgresDatabase database) : IStoreReaders, IDisposable
{
    private const int Connections = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentBag<PostgresSession> _idle = [];
    private readonly SemaphoreSlim _room = new(Connections, Connections);
    private volatile bool _stopped;

    public async Task<T> RunAsync<T>(Func<StoreSession, T> read)
    {
        var asked = Stopwatch.GetTimestamp();
        await _room.WaitAsync();
        try
        {
            while (true)
            {
                ObjectDisposedException.ThrowIf(_stopped, this);
                try
                {
                    return await Task.Run(() => Read(read));
                }
                catch (Exception failure) when (PostgresFault.IsOutage(failure))
                {
                    if (Stopwatch.GetElapsedTime(asked) > PostgresWriter.Patience)
                    {
                        throw PostgresFault.Told(failure);
                    }
                }

                await Task.Delay(Pause, TimeProvider.System);
            }
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
        var session = _idle.TryTake(out var idle) ? idle : database.OpenSession();
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
