namespace OrleansMail.Delivery;

/// <summary>Counts the sessions that a lane asks for and runs none.</summary>
internal sealed class FakeSessions : ILaneSessions
{
    public int Started { get; private set; }

    public int LeaseWindow => 4;

    public bool OthersWait { get; set; }

    public LaneRunner? Last { get; private set; }

    public void Start(LaneRunner lane)
    {
        Started++;
        Last = lane;
    }
}
