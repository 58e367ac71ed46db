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
    /// Starts one more session, now or when there is room; it tells the lane when it has <see cref="LaneRunner.Entered"/>
    /// and when it has <see cref="LaneRunner.Left"/>.
    /// </summary>
    /// <returns>False when it waits for its place.</returns>
    bool TryStart(LaneRunner lane);

    /// <summary>The session that waits is the lane's only one by now.</summary>
    void Promote(LaneRunner lane);
}
