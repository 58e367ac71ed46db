namespace OrleansMail.Delivery;

/// <summary>
/// When it is worth asking storage for chunks again: less and less often for a campaign whose mails wait for their retries.
/// Thread-safe.
/// </summary>
/// <param name="longest">Between two questions at most.</param>
/// <param name="clock">The time.</param>
internal sealed class ClaimPace(TimeSpan longest, TimeProvider clock)
{
    /// <summary>Between two questions at least, after one that gave nothing.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    // What another silo gave back is found late by this part of the time in which there was nothing.
    private const int LateBy = 8;

    private readonly Lock _lock = new();

    // On a clock that nobody sets: back by an hour, and a campaign would not be asked about for an hour.
    private readonly long _began = clock.GetTimestamp();
    private TimeSpan _nothingSince;
    private TimeSpan _next;
    private TimeSpan _dueAt = TimeSpan.MaxValue;

    /// <summary>There may be chunks to claim.</summary>
    public bool IsDue
    {
        get
        {
            lock (_lock)
            {
                var now = Now;
                return now >= _next || now >= _dueAt;
            }
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(_began);

    /// <summary>Storage had chunks to claim, or none.</summary>
    public void Asked(bool found)
    {
        lock (_lock)
        {
            var now = Now;
            _dueAt = _dueAt <= now ? TimeSpan.MaxValue : _dueAt;
            _nothingSince = found ? now : _nothingSince;
            var wait = (now - _nothingSince) / LateBy;
            _next = found ? now : now + (wait < Shortest ? Shortest : wait < longest ? wait : longest);
        }
    }

    /// <summary>A chunk was given back.</summary>
    /// <param name="due">When it can be claimed again; null if it is done, which may be the end of the campaign.</param>
    public void GaveBack(DateTimeOffset? due)
    {
        lock (_lock)
        {
            var at = Now + (due is { } time ? time - clock.GetUtcNow() : TimeSpan.Zero);
            _dueAt = at < _dueAt ? at : _dueAt;
        }
    }

    /// <summary>Somebody knows of something to claim.</summary>
    public void Ring()
    {
        lock (_lock)
        {
            _nothingSince = _next = Now;
        }
    }
}
