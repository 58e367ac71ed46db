namespace OrleansMail.Delivery;

/// <summary>
/// Which lane gets the next of a bounded number of sessions: first those that have none, so that sites which take
/// minutes for a reply never keep the others out. Thread-safe.
/// </summary>
internal sealed class SessionRoom(int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<LaneRunner> _first = new();
    private readonly Queue<LaneRunner> _further = new();
    private int _open;

    /// <summary>A lane that has no session waits for one.</summary>
    public bool FirstWait
    {
        get
        {
            lock (_lock)
            {
                return _first.Count > 0;
            }
        }
    }

    // A quarter is kept for lanes that have none yet.
    private int MostFurther => most - (most / 4);

    /// <summary>True when the lane may open a session now; otherwise it is told by <see cref="Leave"/>.</summary>
    /// <param name="lane">Who asks.</param>
    /// <param name="hasOne">It has a session already.</param>
    public bool TryEnter(LaneRunner lane, bool hasOne)
    {
        lock (_lock)
        {
            if (_open < (hasOne ? MostFurther : most))
            {
                _open++;
                return true;
            }

            (hasOne ? _further : _first).Enqueue(lane);
            return false;
        }
    }

    /// <summary>A session has ended; the lane that may open one in its place, or null.</summary>
    public LaneRunner? Leave()
    {
        lock (_lock)
        {
            _open--;
            if (!_first.TryDequeue(out var next) && (_open >= MostFurther || !_further.TryDequeue(out next)))
            {
                return null;
            }

            _open++;
            return next;
        }
    }
}
