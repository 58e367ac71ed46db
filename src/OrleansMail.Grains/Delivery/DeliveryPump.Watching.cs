namespace OrleansMail.Delivery;

/// <content>What can be seen of it from outside.</content>
internal sealed partial class DeliveryPump
{
    // Timestamp of the newest look, 0 before the first.
    private long _looked;

    public TimeSpan? SinceLook =>
        Volatile.Read(ref _looked) is > 0 and var looked ? parts.Clock.GetElapsedTime(looked) : null;

    public bool IsDraining => _draining;

    /// <summary>What the feeders have in hand together.</summary>
    public PumpCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return _feeders.Values
                    .Select(running => running.Feeder.Counts)
                    .Aggregate(default(PumpCounts), static (all, one) => all + one);
            }
        }
    }
}
