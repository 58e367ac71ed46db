namespace OrleansMail.Delivery;

/// <content>What an operator sees of it.</content>
internal sealed partial class LaneRunner
{
    private readonly SendRate _rate = new(clock);

    /// <summary>How busy it is now.</summary>
    public LaneLoad Load
    {
        get
        {
            lock (_lock)
            {
                return new LaneLoad(_shutUntil > clock.GetUtcNow(), _open, _queue.Count, _rate.PerSecond);
            }
        }
    }
}
