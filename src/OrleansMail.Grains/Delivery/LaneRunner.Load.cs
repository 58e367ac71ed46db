namespace OrleansMail.Delivery;

/// <content>What an operator sees of it.</content>
internal sealed partial class LaneRunner
{
    private readonly SendRate _rate = new(clock);
    private long _tried;

    /// <summary>How busy it is now.</summary>
    public LaneLoad Load
    {
        get
        {
            lock (_lock)
            {
                DateTimeOffset? shut = _shutUntil > clock.GetUtcNow() ? _shutUntil : null;
                return new LaneLoad(key.Site, _open, _queue.Count, _rate.PerSecond, _tried, shut, Waits(shut is not null));
            }
        }
    }

    private string? Waits(bool isShut)
    {
        if (isShut)
        {
            return _shutFor;
        }

        if (_queue.Count == 0)
        {
            return null;
        }

        if (_pace.IsStuck)
        {
            return LaneWaits.Silent;
        }

        // The one session that is counted is asked for, and has no place yet.
        var waitsForPlace = _asked && _open == 1;
        return !waitsForPlace ? null : _pace.IsDoubtful ? LaneWaits.OthersFirst : LaneWaits.NoPlace;
    }
}
