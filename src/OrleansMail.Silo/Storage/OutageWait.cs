using System.Diagnostics;

namespace OrleansMail.Storage;

/// <summary>How a thread that writes gets over an outage: longer and longer pauses, until something is made again.</summary>
internal sealed class OutageWait(StorageHealth health, string writer)
{
    /// <summary>How long somebody waits for a database that is away: shorter than a call to a grain may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private TimeSpan _pause = FirstPause;
    private long _stoppedAt;

    /// <summary>The last that was tried has failed.</summary>
    public bool IsAway { get; private set; }

    /// <summary>Pauses after a failure.</summary>
    /// <param name="told">What those are told who do not wait any longer.</param>
    /// <param name="isStopping">The silo is to end: nothing waits for ever then.</param>
    public void Pause(Exception told, bool isStopping)
    {
        IsAway = true;
        health.Failed(writer, told);
        Thread.Sleep(_pause);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        _stoppedAt = isStopping && _stoppedAt == 0 ? Stopwatch.GetTimestamp() : _stoppedAt;
    }

    /// <summary>Has an operation waited long enough?</summary>
    public bool IsOver(WriteOperation one) => (_stoppedAt != 0 && Stopwatch.GetElapsedTime(_stoppedAt) > Patience)
        || (one.IsAwaited && Stopwatch.GetElapsedTime(one.QueuedAt) > Patience);

    /// <summary>A transaction was made.</summary>
    public void Worked()
    {
        if (IsAway)
        {
            (IsAway, _pause) = (false, FirstPause);
            health.Worked(writer);
        }
    }
}
