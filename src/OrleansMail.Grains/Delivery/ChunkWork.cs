using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>
/// Counts down the recipients of a claimed chunk and remembers those that came back and when they are due: they can be
/// taken up again while others of the chunk are still on their way. Thread-safe.
/// </summary>
internal sealed class ChunkWork(ChunkClaim claim, Action<ChunkWork> finished)
{
    private readonly Lock _lock = new();
    private readonly List<Later> _later = [];
    private int _open = 1;
    private DateTimeOffset? _due;
    private DateTimeOffset _doubtAt;

    public ChunkClaim Claim => claim;

    /// <summary>When the first waiting recipient is due; null if all are done.</summary>
    public DateTimeOffset? Due
    {
        get
        {
            lock (_lock)
            {
                if (_later.Count == 0)
                {
                    return _due;
                }

                return Earlier(_due, new DateTimeOffset(_later.Min(later => later.DueAt), TimeSpan.Zero));
            }
        }
    }

    /// <summary>
    /// When it is worth going through the chunk, which costs more than sending to one recipient: of those that were put off,
    /// who become due one by one, a quarter is due, or somebody else is. Null if all are done.
    /// </summary>
    public DateTimeOffset? WorthFrom
    {
        get
        {
            lock (_lock)
            {
                var putOff = _later.Where(later => later.InDoubt).Select(later => later.DueAt).Order().ToList();
                var others = _later.Where(later => !later.InDoubt).Select(later => later.DueAt);
                long[] first = [.. others, .. putOff.Skip((putOff.Count - 1) / 4).Take(1)];
                return first.Length == 0 ? _due : Earlier(_due, new DateTimeOffset(first.Min(), TimeSpan.Zero));
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
    /// <param name="row">Row number within the audience.</param>
    /// <param name="due">When it is due again; null if it is done.</param>
    /// <param name="inDoubt">Its site was slow, did not let us in or puts off what it is sent.</param>
    public void Settle(long row, DateTimeOffset? due, bool inDoubt = false)
    {
        bool last;
        lock (_lock)
        {
            if (due is { } at)
            {
                _later.Add(new Later(row, at.UtcTicks, inDoubt));
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
    /// <param name="row">Row number within the audience.</param>
    /// <param name="due">When it is due.</param>
    /// <param name="inDoubt">It was put off, as those that come back so by <see cref="Settle"/>.</param>
    public void Wait(long row, DateTimeOffset due, bool inDoubt = false)
    {
        lock (_lock)
        {
            _later.Add(new Later(row, due.UtcTicks, inDoubt));
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
    /// <param name="now">The time.</param>
    /// <param name="inDoubt">Those whose sites are in doubt too, as seldom as that is worth it; else they go on waiting.</param>
    public HashSet<long> TakeDue(DateTimeOffset now, bool inDoubt)
    {
        lock (_lock)
        {
            if (_open == 0 || _due is not null || (inDoubt && now < _doubtAt))
            {
                return [];
            }

            var due = _later
                .Where(later => later.DueAt <= now.UtcTicks && (inDoubt || !later.InDoubt))
                .Select(later => later.Row)
                .ToHashSet();
            if (due.Count > 0)
            {
                _later.RemoveAll(later => due.Contains(later.Row));
                _open++;
                // One look for all that has become due meanwhile: some of hundreds always are.
                _doubtAt = inDoubt ? now + LanePace.DoubtWait : _doubtAt;
            }

            return due;
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset? due, DateTimeOffset other) =>
        due is { } earliest && earliest <= other ? earliest : other;

    // Thousands of chunks may have all their recipients here: ticks of UTC take half of a DateTimeOffset.
    private readonly record struct Later(long Row, long DueAt, bool InDoubt);
}
