using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>Looks at the sink's log all the time: how much came, and for how long nothing did.</summary>
internal sealed class Flow(AcceptedLines accepted, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    private long _moved = clock.GetTimestamp();
    private TimeSpan _silence;

    public int Count { get; private set; }

    /// <summary>Nothing came for so long until now.</summary>
    public TimeSpan Since => clock.GetElapsedTime(_moved);

    /// <summary>Begins to measure a silence; mails before it do not count.</summary>
    public void Reset() => (_moved, _silence) = (clock.GetTimestamp(), TimeSpan.Zero);

    /// <summary>The longest silence since the last reset.</summary>
    public TimeSpan Longest => _silence > Since ? _silence : Since;

    /// <summary>Looks for as long as given.</summary>
    public async Task WatchAsync(TimeSpan time, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        do
        {
            Look();
            await Task.Delay(Between, clock, cancellation);
        }
        while (clock.GetElapsedTime(began) < time);

        Look();
    }

    /// <summary>Looks until that has ended: a command may take seconds, in which mail flows or does not.</summary>
    public async Task<T> DuringAsync<T>(Task<T> task, CancellationToken cancellation)
    {
        await DuringAsync((Task)task, cancellation);
        return await task;
    }

    /// <summary>The same for what gives nothing.</summary>
    public async Task DuringAsync(Task task, CancellationToken cancellation)
    {
        while (!task.IsCompleted)
        {
            Look();
            await Task.WhenAny(task, Task.Delay(Between, clock, cancellation));
        }

        Look();
        await task;
    }

    private void Look()
    {
        var count = accepted.Count();
        if (count > Count)
        {
            _silence = Longest;
            (Count, _moved) = (count, clock.GetTimestamp());
        }
    }
}
