namespace OrleansMail.Delivery;

/// <summary>Starts the sessions that empty the lanes, no more at once than a silo may have.</summary>
internal interface ILaneSessions
{
    /// <summary>Deliveries that one session takes at a time.</summary>
    int LeaseWindow { get; }

    /// <summary>A lane without a session waits for one.</summary>
    bool OthersWait { get; }

    /// <summary>A session has nothing to do and waits, until its place is needed.</summary>
    IdleRest Rest();

    /// <summary>
    /// Starts one more session, now or when there is room; it tells the lane when it has <see cref="LaneRunner.Left"/>.
    /// </summary>
    void Start(LaneRunner lane);
}
