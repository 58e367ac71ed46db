namespace OrleansMail.Delivery;

/// <summary>
/// Which lane gets the next of a bounded number of sessions: first those that have none, so that sites which take
/// minutes for a reply never keep the others out. Thread-safe.
/// </summary>
internal sealed class SessionRoom(int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<LaneRunner> _first = new();
    private readonly LinkedList<LaneRunner> _further = new();
    private readonly Dictionary<LaneRunner, LinkedListNode<LaneRunner>> _furtherOf = [];
    private readonly LinkedList<IdleRest> _idle = new();
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

    // Somebody waits for what only an idle session's end can give: a further session needs places below its share.
    private bool IdleAreWanted => _first.Count > 0 || (_further.Count > 0 && _open - _idle.Count < MostFurther);

    /// <summary>
    /// True when the lane may open a session now; otherwise it is told by <see cref="Leave"/>, and the session that has been
    /// idle for longest is asked to make room.
    /// </summary>
    /// <param name="lane">Who asks; not again while it waits.</param>
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

            if (hasOne)
            {
                _furtherOf.Add(lane, _further.AddLast(lane));
            }
            else
            {
                _first.Enqueue(lane);
            }

            EndIdle();
            return false;
        }
    }

    /// <summary>
    /// A lane that waits for a further session has lost those that it had: it waits for its first one now, or the places
    /// kept for such lanes would be kept from it. True when it may open it at once.
    /// </summary>
    public bool TryPromote(LaneRunner lane)
    {
        lock (_lock)
        {
            if (!_furtherOf.Remove(lane, out var place))
            {
                return false;
            }

            _further.Remove(place);
        }

        return TryEnter(lane, hasOne: false);
    }

    /// <summary>A session has nothing to do; it is over at once if a lane waits for a place.</summary>
    public IdleRest Rest()
    {
        var rest = new IdleRest(this);
        lock (_lock)
        {
            _idle.AddLast(rest);
            EndIdle();
        }

        return rest;
    }

    /// <summary>The session has something to do again, or has ended.</summary>
    public void Rise(IdleRest rest)
    {
        lock (_lock)
        {
            _idle.Remove(rest);
        }
    }

    /// <summary>A session has ended; the lane that may open one in its place, or null.</summary>
    public LaneRunner? Leave()
    {
        lock (_lock)
        {
            _open--;
            if (_first.TryDequeue(out var next))
            {
                _open++;
                return next;
            }

            if (_further.First is { } place && _open < MostFurther)
            {
                _further.Remove(place);
                _furtherOf.Remove(place.Value);
                _open++;
                return place.Value;
            }

            EndIdle();
            return null;
        }
    }

    private void EndIdle()
    {
        if (IdleAreWanted && _idle.First is { } longest)
        {
            _idle.RemoveFirst();
            longest.Value.End();
        }
    }
}
