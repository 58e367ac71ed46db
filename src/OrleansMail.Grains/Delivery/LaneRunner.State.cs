namespace OrleansMail.Delivery;

/// <content>What metrics count.</content>
internal sealed partial class LaneRunner
{
    public (bool IsShut, bool IsDoubtful) State
    {
        get
        {
            lock (_lock)
            {
                return (_shutUntil > clock.GetUtcNow(), _pace.IsDoubtful);
            }
        }
    }
}
