namespace OrleansMail.Audit;

/// <summary>Counts entries as they are added on this silo, and wakes whoever waits for enough of them.</summary>
public sealed class AuditTally
{
    private readonly Lock _lock = new();
    private long _count;
    private long _enough = long.MaxValue;
    private TaskCompletionSource _bell = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(int entries)
    {
        lock (_lock)
        {
            _count += entries;
            if (_count >= _enough)
            {
                _bell.TrySetResult();
            }
        }
    }

    /// <summary>Begins to count from nothing; completes at <paramref name="enough"/> entries. For one caller.</summary>
    public Task CountAsync(long enough)
    {
        lock (_lock)
        {
            _count = 0;
            _enough = enough;
            _bell = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _bell.Task;
        }
    }
}
