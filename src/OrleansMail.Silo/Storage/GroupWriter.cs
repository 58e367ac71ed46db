using System.Diagnostics;

namespace OrleansMail.Storage;

/// <summary>One thread that writes: operations in their order, many to a transaction.</summary>
/// <remarks>
/// In an outage outcomes that nobody waits for stay in memory until they are durable, however long that takes; the bounded
/// queue makes those who bring them wait. Who waits for an answer is told after <see cref="OutageWait.Patience"/>.
/// </remarks>
internal abstract class GroupWriter : IStoreWriter, IDisposable
{
    private const int GroupSize = 4_096;

    // How long one transaction goes on taking operations that are there already.
    private static readonly TimeSpan GroupTime = TimeSpan.FromMilliseconds(5);

    private readonly StorageMeter _meter;
    private readonly OutageWait _outage;
    private readonly WriteQueue _queue;
    private readonly List<WriteOperation> _group = new(GroupSize);
    private readonly Thread _thread;

    // How many of the group were in the last commit that was tried.
    private int _tried;

    protected GroupWriter(string name, StorageMeter meter)
    {
        (_meter, _outage) = (meter, new OutageWait(meter.Health, name));
        _queue = new WriteQueue(name);
        _thread = new Thread(Loop) { IsBackground = true, Name = name };
    }

    public int Waiting => _queue.Waiting;

    /// <summary>The owner has said that the end is near.</summary>
    protected bool IsStopping => _queue.IsStopping;

    public async Task<T> RunAsync<T>(Func<StoreSession, T> work)
    {
        var operation = new AwaitedOperation<T>(work);
        await PostAsync(operation);
        return await operation.Task;
    }

    public Task RunAsync(Action<StoreSession> work) => RunAsync(session =>
    {
        work(session);
        return true;
    });

    public ValueTask PostAsync(WriteOperation operation) => _queue.AddAsync(operation);

    /// <summary>Writes what is queued and ends.</summary>
    public void Dispose()
    {
        if (_queue.TryStop())
        {
            _thread.Join();
            Close();
            _queue.Dispose();
        }
    }

    /// <summary>The thread begins to work.</summary>
    protected void Start() => _thread.Start();

    /// <summary>The session to write with; outside of a transaction.</summary>
    protected abstract StoreSession Open();

    protected abstract void Close();

    /// <summary>The last commit failed, and was made nevertheless.</summary>
    protected virtual bool WasMade() => false;

    /// <summary>It is not the operations' fault, and they may be tried again.</summary>
    protected virtual bool IsOutage(Exception failure) => false;

    /// <summary>What those are told who have waited for it long enough.</summary>
    protected virtual Exception Told(Exception failure) => failure;

    private void Loop()
    {
        while (_group.Count > 0 || Probe() || _queue.Wait())
        {
            Exception? failure = null;
            try
            {
                if (WasMade())
                {
                    Leave(_tried, operation => operation.Complete());
                }

                RunGroup();
            }
#pragma warning disable CA1031 // Whatever went wrong belongs to the operations: each one is told.
            catch (Exception e)
            {
                failure = e;
            }
#pragma warning restore CA1031

            if (failure is null)
            {
                Leave(_group.Count, operation => operation.Complete());
                continue;
            }

            _meter.Failed();
            if (IsOutage(failure))
            {
                WaitOut(failure);
            }
            else
            {
                RunOneByOne();
            }
        }
    }

    private void RunGroup()
    {
        var started = Stopwatch.GetTimestamp();

        // Taken off the queue before anything can throw, so that none is lost.
        if (_group.Count == 0 && _queue.TryTake(out var first))
        {
            _group.Add(first);
        }

        if (_group.Count == 0)
        {
            return;
        }

        var session = Open();
        session.BeginWrite();
        foreach (var operation in _group)
        {
            operation.Apply(session);
        }

        TakeMore(session, started);
        _tried = _group.Count;
        session.Commit();
        _meter.Written(_group.Count, Stopwatch.GetElapsedTime(started));
        _outage.Worked();
    }

    private void TakeMore(StoreSession session, long started)
    {
        var awaited = _group.Exists(operation => operation.IsAwaited);
        var lingered = false;
        while (_group.Count < GroupSize && !(awaited && Stopwatch.GetElapsedTime(started) > GroupTime))
        {
            if (_queue.TryTake(out var operation))
            {
                _group.Add(operation);
                awaited |= operation.IsAwaited;
                operation.Apply(session);
            }
            else if (awaited || lingered)
            {
                return;
            }
            else
            {
                lingered = true;
                _queue.LingerForMore();
            }
        }
    }

    private void RunOneByOne()
    {
        while (_group.Count > 0)
        {
            Exception? failure = null;
            try
            {
                RunFirst();
            }
#pragma warning disable CA1031 // The caller of the operation gets the reason, whatever it is.
            catch (Exception e)
            {
                failure = e;
            }
#pragma warning restore CA1031

            if (failure is not null && IsOutage(failure))
            {
                WaitOut(failure);
                return;
            }

            Leave(1, operation => End(operation, failure));
        }

        TryRollback();
    }

    private void RunFirst()
    {
        var session = Open();
        session.Rollback();
        session.BeginWrite();
        _group[0].Apply(session);
        _tried = 1;
        session.Commit();
        _outage.Worked();
    }

    private static void End(WriteOperation operation, Exception? failure)
    {
        if (failure is null)
        {
            operation.Complete();
        }
        else
        {
            operation.Fail(failure);
        }
    }

    /// <summary>The first operations of the group have come to their end.</summary>
    private void Leave(int count, Action<WriteOperation> end)
    {
        if (count == 0)
        {
            return;
        }

        var left = _group.GetRange(0, count);
        _group.RemoveRange(0, count);
        _queue.Free(count);
        left.ForEach(end);
    }

    private void WaitOut(Exception failure)
    {
        TryRollback();
        while (_queue.TryTake(out var operation))
        {
            _group.Add(operation);
        }

        var told = Told(failure);
        _outage.Pause(told, IsStopping);
        var over = _group.Where(_outage.IsOver).ToHashSet();
        if (over.Count > 0)
        {
            _tried -= _group.Take(_tried).Count(over.Contains);
            _group.RemoveAll(over.Contains);
            _queue.Free(over.Count);
            over.ToList().ForEach(operation => operation.Fail(told));
        }
    }

    /// <summary>Tries whether an outage is over while nobody wants anything; false, since there is nothing to write.</summary>
    private bool Probe()
    {
        while (_outage.IsAway && _queue.Waiting == 0 && !IsStopping)
        {
            try
            {
                _ = WasMade();
                var session = Open();
                session.Rollback();
                session.BeginWrite();
                session.Probe();
                session.Commit();
                _outage.Worked();
            }
#pragma warning disable CA1031 // Whatever it is: whoever writes next is told.
            catch (Exception failure)
            {
                TryRollback();
                _outage.Pause(Told(failure), IsStopping);
            }
#pragma warning restore CA1031
        }

        return false;
    }

    private void TryRollback()
    {
        try
        {
            Open().Rollback();
        }
#pragma warning disable CA1031 // The next group begins with the same call and reports the failure to those who wait.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
    }
}
