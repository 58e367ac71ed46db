namespace OrleansMail.Delivery;

/// <summary>Counts by the second, over the last ten whole ones. Not thread-safe.</summary>
internal sealed class SendRate(TimeProvider clock)
{
    private const int Seconds = 10;

    private readonly int[] _counts = new int[Seconds + 1];
    private long _newest;

    /// <summary>So many a second.</summary>
    public double PerSecond
    {
        get
        {
            Turn();
            return (_counts.Sum() - _counts[_newest % _counts.Length]) / (double)Seconds;
        }
    }

    public void Add(int count)
    {
        Turn();
        _counts[_newest % _counts.Length] += count;
    }

    private void Turn()
    {
        var now = clock.GetTimestamp() / clock.TimestampFrequency;
        for (var second = Math.Max(_newest + 1, now - Seconds); second <= now; second++)
        {
            _counts[second % _counts.Length] = 0;
        }

        _newest = now;
    }
}
