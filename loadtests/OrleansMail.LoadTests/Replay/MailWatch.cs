using OrleansMail.Trials;

namespace OrleansMail.Replay;

/// <summary>Watches the sinks' logs from outside, to a few milliseconds.</summary>
internal sealed class MailWatch(IReadOnlyList<string> logs, TimeProvider clock)
{
    /// <summary>Without any mail for so long, the rest does not come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(2);

    /// <summary>So long nothing came: that was the last mail.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    private readonly AcceptedLines[] _logs = [.. logs.Select(path => new AcceptedLines(path))];

    public int Count() => _logs.Sum(log => log.Count());

    /// <summary>When the first mail was accepted.</summary>
    public async Task<DateTimeOffset> FirstAsync(CancellationToken cancellation)
    {
        while (!logs.Any(path => new FileInfo(path) is { Exists: true, Length: > 0 }))
        {
            await Task.Delay(Between, clock, cancellation);
        }

        return clock.GetUtcNow();
    }

    /// <summary>Waits for so many mails, or until none came for a while; the answer is how many are missing.</summary>
    public async Task<long> ReachAsync(long mails, CancellationToken cancellation)
    {
        var (seen, moved) = (-1, clock.GetTimestamp());
        while (Count() is var count && count < mails && clock.GetElapsedTime(moved) < Patience)
        {
            (seen, moved) = count == seen ? (seen, moved) : (count, clock.GetTimestamp());
            await Task.Delay(Between * 5, clock, cancellation);
        }

        return Math.Max(0, mails - Count());
    }

    /// <summary>Runs a command that stops the mail; the answer is when it was asked, answered, and the last mail.</summary>
    public async Task<PauseMoment> StopAsync(Func<Task> stop, CancellationToken cancellation)
    {
        var asked = clock.GetTimestamp();
        var last = TimeSpan.Zero;
        TimeSpan? answered = null;
        var stopping = stop();
        var before = Count();
        while (answered is not { } time || clock.GetElapsedTime(asked) - Later(time, last) < Quiet)
        {
            await Task.Delay(Between, clock, cancellation);
            var now = clock.GetElapsedTime(asked);
            if (answered is null && stopping.IsCompleted)
            {
                answered = now;
            }

            if (Count() is var count && count != before)
            {
                (before, last) = (count, now);
            }
        }

        await stopping;
        return new PauseMoment(answered.Value, last);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
