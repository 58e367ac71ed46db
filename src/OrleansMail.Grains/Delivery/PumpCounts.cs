namespace OrleansMail.Delivery;

/// <summary>What feeders of a silo have in hand.</summary>
/// <param name="Campaigns">Campaigns and streams.</param>
/// <param name="Chunks">Chunks that are claimed.</param>
/// <param name="Waiting">Mails of them that wait for a session, to sites that are fine.</param>
/// <param name="WaitingInDoubt">The same, to sites in doubt.</param>
internal readonly record struct PumpCounts(int Campaigns, int Chunks, int Waiting, int WaitingInDoubt)
{
    public static PumpCounts operator +(PumpCounts one, PumpCounts other) => new(
        one.Campaigns + other.Campaigns,
        one.Chunks + other.Chunks,
        one.Waiting + other.Waiting,
        one.WaitingInDoubt + other.WaitingInDoubt);
}
