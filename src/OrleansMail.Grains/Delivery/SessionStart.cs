namespace OrleansMail.Delivery;

/// <summary>
/// The beginning of a session: until its first lease is done, or for a short time, as a slow site must not hold up the
/// next one's.
/// </summary>
internal sealed class SessionStart : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private readonly ITimer _timer;
    private Action? _ended;

    /// <param name="ended">Called once.</param>
    public SessionStart(Action ended, TimeProvider clock)
    {
        _ended = ended;
        _timer = clock.CreateTimer(
            static start => ((SessionStart)start!).End(), this, Longest, Timeout.InfiniteTimeSpan);
    }

    public void End() => Interlocked.Exchange(ref _ended, null)?.Invoke();

    public void Dispose()
    {
        _timer.Dispose();
        End();
    }
}
