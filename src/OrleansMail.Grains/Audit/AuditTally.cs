namespace OrleansMail.Audit;

/// <summary>Counts entries as they are added on this silo, and wakes whoever waits for enough of them.</summary>
public sealed class AuditTally
{
    private readonly Lock _lock = new();
    private readonly long[] _added = new long[Enum.GetValues<AuditResult>().Length];
    private long _count;
    private long _enough = long.MaxValue;
    private TaskCompletionSource _bell = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(IReadOnlyList<AuditEntry> entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                _added[(int)Enum.Parse<AuditResult>(entry.Result)]++;
            }

            _count += entries.Count;
            if (_count >= _enough)
            {
                _bell.TrySetResult();
            }
        }
    }

    /// <summary>Entries of one result that were added since the silo's start.</summary>
    public long Added(AuditResult result)
    {
        lock (_lock)
        {
            return _added[(int)result];
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
