namespace OrleansMail.Delivery;

/// <summary>
/// How long a session has waited for its host. One that waits for longer than hosts take as a rule stands aside, so that no
/// number of silent hosts keeps the places of a silo from the others.
/// </summary>
/// <param name="kind">What the session was when it got its place.</param>
internal sealed class SessionWait(SessionRoom room, SessionKind kind, TimeProvider clock)
{
    // A host on another continent has let us in by then (five answers), and has taken a mail (two).
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private long _since;
    private bool _isAside;
    private bool _hasLeft;

    /// <summary>The host is asked for something, which ends with <see cref="Answered"/>.</summary>
    public void Asked() => Volatile.Write(ref _since, clock.GetTimestamp());

    /// <summary>The host has answered, or is given up.</summary>
    public void Answered() => Volatile.Write(ref _since, 0);

    /// <summary>A lease is done: the session counts like others again.</summary>
    public void Done()
    {
        Answered();
        if (!Volatile.Read(ref _isAside))
        {
            return;
        }

        lock (_lock)
        {
            _isAside = false;
            room.StandBack(kind);
        }
    }

    /// <summary>True if it has given its place to somebody else now.</summary>
    public bool TryStandAside()
    {
        if (Volatile.Read(ref _since) is not (> 0 and var since) || clock.GetElapsedTime(since) <= Silence)
        {
            return false;
        }

        lock (_lock)
        {
            if (_isAside || _hasLeft || !room.TryStandAside(kind))
            {
                return false;
            }

            Volatile.Write(ref _isAside, true);
            return true;
        }
    }

    /// <summary>The session has ended.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _hasLeft = true;
            if (_isAside)
            {
                room.LeaveAside();
            }
            else
            {
                room.Leave(kind);
            }
        }
    }
}
