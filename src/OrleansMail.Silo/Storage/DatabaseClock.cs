namespace OrleansMail.Storage;

/// <summary>
/// The time of the database's server, which all silos of a cluster have in common: read with every transaction, and counted
/// on by this machine's timer in between. A machine whose own clock is set an hour on or back notices nothing.
/// </summary>
/// <param name="machine">Counts, and makes timers; its hour of the day is not used.</param>
/// <remarks>
/// As exact as half the time that the database took to answer; ten seconds without an answer add a millisecond. What is
/// read last wins if it is more exact than what is known has become by then, or contradicts it.
/// </remarks>
internal sealed class DatabaseClock(TimeProvider machine) : TimeProvider
{
    // How far a quartz may be off: 100 millionths is more than what machines are sold with.
    private const double Drift = 1e-4;

    private Reading? _last;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <summary>The server's time; before the first answer the machine's own.</summary>
    public override DateTimeOffset GetUtcNow() =>
        Volatile.Read(ref _last) is { } last ? last.Time + machine.GetElapsedTime(last.Timestamp) : machine.GetUtcNow();

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>The server has said its time.</summary>
    /// <param name="asked">Timestamp before it was asked.</param>
    /// <param name="said">What it said, some time between then and now.</param>
    public void Saw(long asked, DateTimeOffset said)
    {
        var now = machine.GetTimestamp();
        var half = machine.GetElapsedTime(asked, now) / 2;
        var read = new Reading(now, said + half, half);
        if (Volatile.Read(ref _last) is not { } last || IsBetter(read, last))
        {
            // Two at once: either is right.
            Volatile.Write(ref _last, read);
        }
    }

    private bool IsBetter(Reading read, Reading last)
    {
        var passed = machine.GetElapsedTime(last.Timestamp, read.Timestamp);
        var doubt = last.Doubt + (passed * Drift);
        var apart = (read.Time - (last.Time + passed)).Duration();
        return read.Doubt <= doubt || apart > doubt + read.Doubt;
    }

    private sealed record Reading(long Timestamp, DateTimeOffset Time, TimeSpan Doubt);
}
