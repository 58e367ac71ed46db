using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>Counts down the recipients of a claimed chunk and remembers when those that wait are due.</summary>
internal sealed class ChunkWork(ChunkClaim claim, Action<ChunkWork> finished)
{
    private readonly Lock _lock = new();
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
                return _due;
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
    public void Settle(DateTimeOffset? due)
    {
        bool last;
        lock (_lock)
        {
            _due = due is { } at && (_due is not { } earliest || at < earliest) ? at : _due;
            last = --_open == 0;
        }

        if (last)
        {
            finished(this);
        }
    }

    /// <summary>All recipients have been looked at; balances the count that the work begins with.</summary>
    public void Placed() => Settle(null);

    /// <summary>Notes a recipient that is not due yet.</summary>
    public void Wait(DateTimeOffset due)
    {
        Open();
        Settle(due);
    }
}
