namespace OrleansMail.Delivery;

/// <summary>
/// Which lane gets the next of a bounded number of sessions, so that sites which take minutes for a reply never keep the
/// others out: lanes that have none before those that have, and those whose sites are fine before those in doubt.
/// Thread-safe.
/// </summary>
/// <remarks>
/// Only some sessions start at the same time. If thousands did, each would take seconds of a busy processor's time, and
/// every site would look slow.
/// A session whose host is silent costs nothing but its connection: it can stand aside and give its place to another one. No
/// more do so at once than there are places.
/// </remarks>
/// <param name="most">Sessions at once.</param>
/// <param name="mostStarting">Sessions that start at once.</param>
/// <param name="isBusy">
/// The processor has more to do than it can: whatever a lane in doubt is given then is taken from the others.
/// </param>
internal sealed class SessionRoom(int most, int mostStarting = int.MaxValue, Func<bool>? isBusy = null)
{
    /// <summary>While others wait for a place, or for the processor, one of so many mails is for a lane in doubt.</summary>
    public const int DoubtfulEvery = 40;

    // Of what lanes in doubt were given while nobody waited, no more counts against them than twenty mails.
    private const int MostOwed = 20 * DoubtfulEvery;

    private readonly Lock _lock = new();
    private readonly LinkedList<LaneRunner> _first = new();
    private readonly LinkedList<LaneRunner> _doubtful = new();
    private readonly LinkedList<LaneRunner> _further = new();
    private readonly Dictionary<LaneRunner, LinkedListNode<LaneRunner>> _waiting = [];
    private readonly LinkedList<IdleRest> _idle = new();
    private int _open;
    private int _doubtfulOpen;
    private int _aside;
    private int _starting;
    private int _owed;

    /// <summary>A lane that has no session waits for one, as there is no room.</summary>
    public bool FirstWait
    {
        get
        {
            lock (_lock)
            {
                return _first.Count > 0 && _open >= most;
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
                    _open, _starting, _idle.Count, _aside, _first.Count, _doubtful.Count, _further.Count);
            }
        }
    }

    private bool IsTurnOfDoubtful =>
        _owed >= DoubtfulEvery || (_first.Count == 0 && isBusy?.Invoke() != true);

    // Half is kept for lanes that are not in doubt, and a quarter for those that have none yet. A site that hangs keeps its
    // place for minutes: while others wait, one of ten is all that lanes in doubt may have.
    private int MostDoubtful => _first.Count > 0 ? Math.Max(most / 10, 1) : most - (most / 2);

    private int MostOfAllForFurther => most - (most / 4);

    // Somebody waits for what only an idle session's end can give. A place below a bound is there when enough of the idle
    // ones are gone.
    private bool IdleAreWanted =>
        (_open >= most && (_first.Count > 0 || (_doubtful.Count > 0 && IsTurnOfDoubtful && _doubtfulOpen < MostDoubtful)))
        || (_further.Count > 0 && IsWantedBelow(MostOfAllForFurther));

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
            if (MayEnter(kind) && (kind != SessionKind.Doubtful || IsTurnOfDoubtful))
            {
                Enter(kind);
                return true;
            }

            _waiting.Add(lane, ListOf(kind).AddLast(lane));
            EndIdle();
            return false;
        }
    }

    /// <summary>
    /// A lane that waits for a further session has lost those that it had: from now on it waits for its first one, or the
    /// places kept for such lanes would be kept from it. Or one in doubt has got something that waits for nobody. Nothing
    /// happens if it has got its place.
    /// </summary>
    public void Promote(LaneRunner lane, SessionKind kind)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(lane, out var place) && place.List is { } list && list != ListOf(kind))
            {
                list.Remove(place);
                ListOf(kind).AddLast(place);
                EndIdle();
            }
        }
    }

    /// <summary>A lease has begun; of the first mail of one in doubt <see cref="TryEnter"/> or <see cref="Next"/> knows.</summary>
    /// <returns>True when it is the turn of those in doubt, and one waits: <see cref="Next"/> has to be asked.</returns>
    public bool Began(int mails, bool isDoubtful)
    {
        lock (_lock)
        {
            Owe(isDoubtful ? (1 - mails) * DoubtfulEvery : mails);
            return _owed >= DoubtfulEvery && _doubtful.Count > 0;
        }
    }

    /// <summary>The place of a lane that waited and may open its session now; null if there is none.</summary>
    public SessionPlace? Next()
    {
        lock (_lock)
        {
            var next = (IsTurnOfDoubtful ? TakeOf(SessionKind.Doubtful) : null)
                ?? TakeOf(SessionKind.First) ?? TakeOf(SessionKind.Further);
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
            if (_aside >= most || _first.Count + _doubtful.Count + _further.Count == 0 || isBusy?.Invoke() == true)
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

    private bool MayEnter(SessionKind kind) => _starting < mostStarting && kind switch
    {
        SessionKind.Doubtful => _open < most && _doubtfulOpen < MostDoubtful,
        SessionKind.Further => _open < MostOfAllForFurther,
        _ => _open < most,
    };

    private bool IsWantedBelow(int bound) => _open >= bound && _open - _idle.Count < bound;

    private LinkedList<LaneRunner> ListOf(SessionKind kind) => kind switch
    {
        SessionKind.Doubtful => _doubtful,
        SessionKind.Further => _further,
        _ => _first,
    };

    private SessionPlace? TakeOf(SessionKind kind)
    {
        var list = ListOf(kind);
        if (list.First is not { Value: var lane } || !MayEnter(kind))
        {
            return null;
        }

        list.RemoveFirst();
        _waiting.Remove(lane);
        Enter(kind);
        return new SessionPlace(lane, kind);
    }

    private void Enter(SessionKind kind)
    {
        _open++;
        _doubtfulOpen += kind == SessionKind.Doubtful ? 1 : 0;
        _starting++;
        if (kind == SessionKind.Doubtful)
        {
            Owe(-DoubtfulEvery);
        }
    }

    private void Owe(int change) => _owed = Math.Clamp(_owed + change, -MostOwed, MostOwed);

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
