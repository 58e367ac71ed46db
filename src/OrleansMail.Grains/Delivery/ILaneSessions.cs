namespace OrleansMail.Delivery;

/// <summary>Starts the sessions that empty a lane.</summary>
internal interface ILaneSessions
{
    /// <summary>Deliveries that one session takes at a time.</summary>
    int LeaseWindow { get; }

    /// <summary>Starts one more session; it tells the lane when it has <see cref="LaneRunner.Left"/>.</summary>
    void Start(LaneRunner lane);
}
