using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>
/// Counts down the recipients of a claimed chunk and remembers those that came back and when they are due: they can be
/// taken up again while others of the chunk are still on their way. Thread-safe.
/// </summary>
internal sealed class ChunkWork(ChunkClaim claim, Action<ChunkWork> finished)
{
    private readonly Lock _lock = new();
    private readonly List<(long Row, DateTimeOffset Due)> _later = [];
    private int _open = 1;
    private DateTimeOffset? _due;

    public ChunkClaim Claim => claim;

    /// <summary>When the first waiting recipient is due; null if all are done.</summary>
    public DateTimeOffset? Due
    {
        get
        {
            lock (_lock)
            {
                return _later.Aggregate(_due, (due, later) => Earlier(due, later.Due));
            }
        }
    }

    /// <summary>One recipient more is on its way.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _open++;
        }
    }

    /// <summary>One recipient has come back: done, or due again.</summary>
    public void Settle(long row, DateTimeOffset? due)
    {
        bool last;
        lock (_lock)
        {
            if (due is { } at)
            {
                _later.Add((row, at));
            }

            last = --_open == 0;
        }

        if (last)
        {
            finished(this);
        }
    }

    /// <summary>The recipients have been looked at; balances the count that the work, or taking up again, begins with.</summary>
    public void Placed()
    {
        bool last;
        lock (_lock)
        {
            last = --_open == 0;
        }

        if (last)
        {
            finished(this);
        }
    }

    /// <summary>Notes a recipient that is not due yet.</summary>
    public void Wait(long row, DateTimeOffset due)
    {
        lock (_lock)
        {
            _later.Add((row, due));
        }
    }

    /// <summary>Some recipients have not been looked at: the whole chunk is to be claimed again.</summary>
    public void Wait(DateTimeOffset due)
    {
        lock (_lock)
        {
            _due = Earlier(_due, due);
        }
    }

    /// <summary>
    /// Those that are due again while others are on their way; <see cref="Placed"/> has to follow if there are any. A
    /// chunk that is finished, or will be claimed again as a whole, gives none.
    /// </summary>
    public HashSet<long> TakeDue(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_open == 0 || _due is not null)
            {
                return [];
            }

            var due = _later.Where(later => later.Due <= now).Select(later => later.Row).ToHashSet();
            if (due.Count > 0)
            {
                _later.RemoveAll(later => due.Contains(later.Row));
                _open++;
            }

            return due;
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset? due, DateTimeOffset other) =>
        due is { } earliest && earliest <= other ? earliest : other;
}
