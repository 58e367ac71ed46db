namespace OrleansMail.Delivery;

/// <summary>Counts the sessions that a lane asks for and runs none.</summary>
internal sealed class FakeSessions : ILaneSessions
{
    private readonly SessionRoom _room = new(100);

    public int Started { get; private set; }

    public int LeaseWindow => 4;

    public bool OthersWait { get; set; }

    public bool IsBehind { get; set; }

    public int Begun { get; private set; }

    public void Began(int mails, bool isDoubtful) => Begun += isDoubtful ? 0 : mails;

    /// <summary>Sessions that are asked for wait for a place.</summary>
    public bool IsFull { get; set; }

    public LaneRunner? Last { get; private set; }

    public IdleRest Rest() => _room.Rest();

    public LaneRunner? Promoted { get; private set; }

    public bool TryStart(LaneRunner lane)
    {
        if (!IsFull)
        {
            lane.Entered(waited: false);
        }

        Started++;
        Last = lane;
        return !IsFull;
    }

    public void Promote(LaneRunner lane) => Promoted = lane;
}
