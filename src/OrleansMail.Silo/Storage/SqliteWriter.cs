using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansMail.Storage;

/// <summary>The one thread that writes: operations in their order, many to a transaction.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int Room = 16_384;
    private const int GroupSize = 4_096;

    /// <summary>How long one transaction goes on taking operations that are there already.</summary>
    private static readonly TimeSpan GroupTime = TimeSpan.FromMilliseconds(5);

    /// <summary>How long operations nobody waits for may stay in memory, so that they share a disk flush.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(15);

    private readonly SqliteSession _session;
    private readonly StorageMeter _meter;
    private readonly ConcurrentQueue<WriteOperation> _queue = new();
    private readonly SemaphoreSlim _room = new(Room, Room);
    private readonly ManualResetEventSlim _work = new();
    private readonly List<WriteOperation> _group = new(GroupSize);
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private volatile bool _lingering;
    private bool _stopping;

    public SqliteWriter(SqliteDatabase database, StorageMeter meter)
    {
        _meter = meter;
        _session = database.OpenWriter();
        _thread = new Thread(Loop) { IsBackground = true, Name = "storage-writer" };
        _thread.Start();
    }

    /// <summary>Operations that have a place in the queue and are not yet durable.</summary>
    public int Waiting => Room - _room.CurrentCount;

    /// <summary>Runs an operation; completes when it is durable.</summary>
    public async Task<T> RunAsync<T>(Func<SqliteSession, T> work)
    {
        var operation = new AwaitedOperation<T>(work);
        await PostAsync(operation);
        return await operation.Task;
    }

    /// <summary>Runs an operation without a result; completes when it is durable.</summary>
    public Task RunAsync(Action<SqliteSession> work) => RunAsync(session =>
    {
        work(session);
        return true;
    });

    /// <summary>Queues an operation; completes when it has a place in the queue.</summary>
    public ValueTask PostAsync(WriteOperation operation)
    {
        var room = _room.WaitAsync();
        if (room.IsCompletedSuccessfully)
        {
            Enqueue(operation);
            return ValueTask.CompletedTask;
        }

        return EnqueueLaterAsync(room, operation);
    }

    /// <summary>Writes what is queued and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            _stopping = true;
        }

        _work.Set();
        _thread.Join();
        _session.Dispose();
        _work.Dispose();
    }

    private async ValueTask EnqueueLaterAsync(Task room, WriteOperation operation)
    {
        await room;
        Enqueue(operation);
    }

    private void Enqueue(WriteOperation operation)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                // Hands the place on, so that all who wait for one wake to be refused.
                _room.Release();
                throw new ObjectDisposedException(nameof(SqliteWriter));
            }

            _queue.Enqueue(operation);
            if (operation.IsAwaited || !_lingering)
            {
                _work.Set();
            }
        }
    }

    private void Loop()
    {
        while (WaitForWork())
        {
            _group.Clear();
            Exception? failure = null;
            try
            {
                RunGroup();
            }
#pragma warning disable CA1031 // Whatever went wrong belongs to the operations: each one is told.
            catch (Exception e)
            {
                failure = e;
            }
#pragma warning restore CA1031

            _room.Release(_group.Count);
            if (failure is null)
            {
                _group.ForEach(operation => operation.Complete());
            }
            else
            {
                _meter.Failed();
                RunOneByOne();
            }
        }
    }

    private bool WaitForWork()
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

    private void RunGroup()
    {
        var started = Stopwatch.GetTimestamp();
        var awaited = false;
        var lingered = false;

        // Taken off the queue before anything can throw, so that none is lost.
        while (_group.Count < GroupSize)
        {
            if (_queue.TryDequeue(out var operation))
            {
                _group.Add(operation);
                if (_group.Count == 1)
                {
                    _session.BeginWrite();
                }

                awaited |= operation.IsAwaited;
                operation.Apply(_session);
                if (awaited && Stopwatch.GetElapsedTime(started) > GroupTime)
                {
                    break;
                }
            }
            else if (awaited || lingered)
            {
                break;
            }
            else
            {
                lingered = true;
                LingerForMore();
            }
        }

        _session.Commit();
        _meter.Written(_group.Count, Stopwatch.GetElapsedTime(started));
    }

    private void LingerForMore()
    {
        _work.Reset();
        _lingering = true;
        if (_queue.IsEmpty && !Volatile.Read(ref _stopping))
        {
            _work.Wait(Linger);
        }

        _lingering = false;
    }

    private void RunOneByOne()
    {
        foreach (var operation in _group)
        {
            try
            {
                _session.Rollback();
                _session.BeginWrite();
                operation.Apply(_session);
                _session.Commit();
                operation.Complete();
            }
#pragma warning disable CA1031 // The caller of the operation gets the reason, whatever it is.
            catch (Exception e)
            {
                operation.Fail(e);
            }
#pragma warning restore CA1031
        }

        TryRollback();
    }

    private void TryRollback()
    {
        try
        {
            _session.Rollback();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // The next group begins with the same call and reports the failure to those who wait for it.
        }
    }
}
