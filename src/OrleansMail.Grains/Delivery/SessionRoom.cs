namespace OrleansMail.Delivery;

/// <summary>
/// Which lane gets the next of a bounded number of sessions, so that sites which take minutes for a reply never keep the
/// others out: lanes that have none before those that have, and those whose sites are known to be fine before those that
/// have not been tried, and these before those in doubt.
/// Thread-safe.
/// </summary>
/// <remarks>
/// Only some sessions start at the same time. If thousands did, each would take seconds of a busy processor's time, and
/// every site would look slow.
/// A session whose host is silent costs nothing but its connection: it can stand aside and give its place to another one. No
/// more do so at once than there are places.
/// </remarks>
internal sealed class SessionRoom
{
    /// <summary>Lanes in doubt that wait for a place, above which it is not worth looking for more mail for such lanes.</summary>
    public const int ManyDoubtful = 200;

    private readonly Lock _lock = new();
    private readonly int _most;
    private readonly int _mostStarting;
    private readonly WaitingLanes _waiting;
    private readonly SessionTurns _turns;
    private readonly LinkedList<IdleRest> _idle = new();
    private int _open;
    private int _doubtfulOpen;
    private int _aside;
    private int _starting;

    /// <param name="most">Sessions at once.</param>
    /// <param name="mostStarting">Sessions that start at once.</param>
    /// <param name="isBusy">The processor has more to do than it can.</param>
    public SessionRoom(int most, int mostStarting = int.MaxValue, Func<bool>? isBusy = null)
    {
        (_most, _mostStarting, _waiting) = (most, mostStarting, new WaitingLanes());
        _turns = new SessionTurns(_waiting, isBusy);
    }

    /// <summary>A lane that has no session waits for one, as there is no room.</summary>
    public bool FirstWait
    {
        get
        {
            lock (_lock)
            {
                return _waiting.WithoutAny > 0 && _open >= _most;
            }
        }
    }

    /// <summary>More lanes in doubt wait than will get a place soon.</summary>
    public bool ManyDoubtfulWait
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count(SessionKind.Doubtful) > ManyDoubtful;
            }
        }
    }

    public RoomLoad Load
    {
        get
        {
            lock (_lock)
            {
                return new RoomLoad(
                    _open, _starting, _idle.Count, _aside, _waiting.WithoutAny, _waiting.Count(SessionKind.Doubtful),
                    _waiting.Count(SessionKind.Further));
            }
        }
    }

    // Half is kept for lanes that are not in doubt, and a quarter for those that have none yet. A site that hangs keeps its
    // place for minutes: while others wait, one of ten is all that lanes in doubt may have.
    private int MostDoubtful => _waiting.WithoutAny > 0 ? Math.Max(_most / 10, 1) : _most - (_most / 2);

    private int MostOfAllForFurther => _most - (_most / 4);

    // Somebody waits for what only an idle session's end can give. A place below a bound is there when enough of the idle
    // ones are gone.
    private bool IdleAreWanted =>
        (_open >= _most && (_waiting.WithoutAny > 0
            || (_waiting.Count(SessionKind.Doubtful) > 0 && _turns.IsOf(SessionKind.Doubtful) && _doubtfulOpen < MostDoubtful)))
        || (_waiting.Count(SessionKind.Further) > 0 && IsWantedBelow(MostOfAllForFurther));

    /// <summary>
    /// True when the lane may open a session now; otherwise it waits for <see cref="Next"/>, and if there is no room the
    /// session that has been idle for longest is asked to make some.
    /// </summary>
    /// <param name="lane">Who asks; not again while it waits.</param>
    /// <param name="kind">What the session would be to it.</param>
    public bool TryEnter(LaneRunner lane, SessionKind kind)
    {
        lock (_lock)
        {
            if (MayEnter(kind) && _turns.IsOf(kind))
            {
                Enter(kind);
                return true;
            }

            _waiting.Add(lane, kind);
            EndIdle();
            return false;
        }
    }

    /// <summary>
    /// A lane that waits has lost the sessions that it had, or has got a mail that must not wait: from now on it waits as one of
    /// this kind, or the places kept for such lanes would be kept from it. Nothing happens if it has got its place.
    /// </summary>
    public void Promote(LaneRunner lane, SessionKind kind)
    {
        lock (_lock)
        {
            if (_waiting.TryMove(lane, kind))
            {
                EndIdle();
            }
        }
    }

    /// <summary>The place of a lane that waited and may open its session now; null if there is none.</summary>
    public SessionPlace? Next()
    {
        lock (_lock)
        {
            var next = Take(SessionKind.Doubtful) ?? Take(SessionKind.Untried) ?? Take(SessionKind.First)
                ?? Take(SessionKind.Further);
            if (next is null)
            {
                EndIdle();
            }

            return next;
        }
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

    /// <summary>A session is no longer about to start; <see cref="Next"/> has to be asked.</summary>
    public void Started()
    {
        lock (_lock)
        {
            _starting--;
        }
    }

    /// <summary>A session has ended; <see cref="Next"/> has to be asked.</summary>
    /// <param name="kind">What it was when it got its place.</param>
    public void Leave(SessionKind kind)
    {
        lock (_lock)
        {
            GiveUp(kind);
        }
    }

    /// <summary>A session that stands aside has ended.</summary>
    public void LeaveAside()
    {
        lock (_lock)
        {
            _aside--;
        }
    }

    /// <summary>
    /// A session whose host is silent gives its place to a lane that waits; <see cref="Next"/> has to be asked. False if nobody
    /// waits for a place, or for the processor instead, or as many as there are places stand aside already.
    /// </summary>
    public bool TryStandAside(SessionKind kind)
    {
        lock (_lock)
        {
            if (_aside >= _most || _waiting.All == 0 || _turns.IsBusy)
            {
                return false;
            }

            _aside++;
            GiveUp(kind);
            return true;
        }
    }

    /// <summary>A session that stood aside goes on, whether or not there is a place for it: the next one to end gives none on.</summary>
    public void StandBack(SessionKind kind)
    {
        lock (_lock)
        {
            _aside--;
            _open++;
            _doubtfulOpen += kind == SessionKind.Doubtful ? 1 : 0;
        }
    }

    private bool MayEnter(SessionKind kind) => _starting < _mostStarting && kind switch
    {
        SessionKind.Doubtful => _open < _most && _doubtfulOpen < MostDoubtful,
        SessionKind.Further => _open < MostOfAllForFurther,
        _ => _open < _most,
    };

    private bool IsWantedBelow(int bound) => _open >= bound && _open - _idle.Count < bound;

    private SessionPlace? Take(SessionKind kind)
    {
        if (!MayEnter(kind) || !_turns.IsOf(kind) || _waiting.Take(kind) is not { } lane)
        {
            return null;
        }

        Enter(kind);
        return new SessionPlace(lane, kind);
    }

    private void Enter(SessionKind kind)
    {
        _open++;
        _doubtfulOpen += kind == SessionKind.Doubtful ? 1 : 0;
        _starting++;
        _turns.Had(kind);
    }

    private void GiveUp(SessionKind kind)
    {
        _open--;
        _doubtfulOpen -= kind == SessionKind.Doubtful ? 1 : 0;
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
