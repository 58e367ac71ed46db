namespace OrleansMail.Storage;

/// <summary>One change to the database. It may run again when it was undone: alone, or after an outage.</summary>
internal abstract class WriteOperation
{
    /// <summary>Someone waits for it: its group is not held back to grow.</summary>
    public abstract bool IsAwaited { get; }

    /// <summary>When it came into the queue, as <see cref="System.Diagnostics.Stopwatch"/> counts.</summary>
    public long QueuedAt { get; set; }

    /// <summary>Runs inside the transaction of the group; keeps its result for <see cref="Complete"/>.</summary>
    public abstract void Apply(StoreSession session);

    /// <summary>The change is durable.</summary>
    public abstract void Complete();

    /// <summary>The change was not made.</summary>
    public abstract void Fail(Exception reason);
}
