using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace OrleansMail.Storage;

/// <summary>Operations on their way to the one thread that writes; bounded, so that a slow disk slows those who bring them.</summary>
internal sealed class WriteQueue(string owner) : IDisposable
{
    private const int Room = 16_384;

    /// <summary>How long operations nobody waits for may stay in memory, so that they share a disk flush.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(15);

    private readonly ConcurrentQueue<WriteOperation> _queue = new();
    private readonly SemaphoreSlim _room = new(Room, Room);
    private readonly ManualResetEventSlim _work = new();
    private readonly Lock _gate = new();
    private volatile bool _lingering;
    private bool _stopping;

    /// <summary>Nothing is taken any more; what is there is still written.</summary>
    public bool IsStopping => Volatile.Read(ref _stopping);

    /// <summary>Operations that have a place and have not come to their end.</summary>
    public int Waiting => Room - _room.CurrentCount;

    /// <summary>Completes when the operation has a place.</summary>
    /// <exception cref="ObjectDisposedException">The end has begun.</exception>
    public ValueTask AddAsync(WriteOperation operation)
    {
        var room = _room.WaitAsync();
        if (room.IsCompletedSuccessfully)
        {
            Add(operation);
            return ValueTask.CompletedTask;
        }

        return AddLaterAsync(room, operation);
    }

    public bool TryTake([NotNullWhen(true)] out WriteOperation? operation) => _queue.TryDequeue(out operation);

    /// <summary>Operations that were taken have come to their end and leave room for others.</summary>
    public void Free(int count) => _room.Release(count);

    /// <summary>False if it has begun already.</summary>
    public bool TryStop()
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return false;
            }

            _stopping = true;
        }

        _work.Set();
        return true;
    }

    /// <summary>Waits until there is something; false when there is nothing and never will be.</summary>
    public bool Wait()
    {
        while (_queue.IsEmpty)
        {
            lock (_gate)
            {
                if (_stopping && _queue.IsEmpty)
                {
                    return false;
                }
            }

            _work.Wait();
            _work.Reset();
        }

        return true;
    }

    /// <summary>Waits a little for operations that somebody waits for.</summary>
    public void LingerForMore()
    {
        _work.Reset();
        _lingering = true;
        if (_queue.IsEmpty && !IsStopping)
        {
            _work.Wait(Linger);
        }

        _lingering = false;
    }

    // Not the places: who waits for one must wake to be refused.
    public void Dispose() => _work.Dispose();

    private async ValueTask AddLaterAsync(Task room, WriteOperation operation)
    {
        await room;
        Add(operation);
    }

    private void Add(WriteOperation operation)
    {
        operation.QueuedAt = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            if (_stopping)
            {
                // Hands the place on, so that all who wait for one wake to be refused.
                _room.Release();
                throw new ObjectDisposedException(owner);
            }

            _queue.Enqueue(operation);
            if (operation.IsAwaited || !_lingering)
            {
                _work.Set();
            }
        }
    }
}
