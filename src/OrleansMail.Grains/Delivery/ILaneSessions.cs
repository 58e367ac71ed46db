namespace OrleansMail.Delivery;

/// <summary>Starts the sessions that empty the lanes, no more at once than a silo may have.</summary>
internal interface ILaneSessions
{
    /// <summary>Deliveries that one session takes at a time.</summary>
    int LeaseWindow { get; }

    /// <summary>A lane without a session waits for one.</summary>
    bool OthersWait { get; }

    /// <summary>The processor has more to do than it can.</summary>
    bool IsBehind { get; }

    /// <summary>A session has nothing to do and waits, until its place is needed.</summary>
    IdleRest Rest();

    /// <summary>
    /// Starts one more session, now or when there is room; it tells the lane when it has <see cref="LaneRunner.Entered"/>
    /// and when it has <see cref="LaneRunner.Left"/>.
    /// </summary>
    /// <returns>False when it waits for its place.</returns>
    bool TryStart(LaneRunner lane);

    /// <summary>The session that waits is the lane's only one by now, or what waits for it has become urgent.</summary>
    void Promote(LaneRunner lane);

    /// <summary>A session has begun a lease; lanes in doubt have their turn after so many mails of the others.</summary>
    /// <param name="mails">Of how many mails.</param>
    /// <param name="isDoubtful">The lane is in doubt itself.</param>
    void Began(int mails, bool isDoubtful);
}
