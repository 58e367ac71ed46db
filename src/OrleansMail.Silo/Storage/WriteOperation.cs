namespace OrleansMail.Storage;

/// <summary>One change to the database. It may run twice: alone, when its group failed.</summary>
internal abstract class WriteOperation
{
    /// <summary>Someone waits for it: its group is not held back to grow.</summary>
    public abstract bool IsAwaited { get; }

    /// <summary>Runs inside the transaction of the group; keeps its result for <see cref="Complete"/>.</summary>
    public abstract void Apply(SqliteSession session);

    /// <summary>The change is durable.</summary>
    public abstract void Complete();

    /// <summary>The change was not made.</summary>
    public abstract void Fail(Exception reason);
}
