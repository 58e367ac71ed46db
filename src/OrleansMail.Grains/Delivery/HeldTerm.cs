namespace OrleansMail.Delivery;

/// <summary>A stretch of time in which the claims of a silo were renewed before they could end. Once over, it stays over.</summary>
/// <param name="clock">Whose timestamps count.</param>
/// <param name="until">The timestamp at which it is over unless it is extended.</param>
internal sealed class HeldTerm(TimeProvider clock, long until)
{
    private long _until = until;

    /// <summary>The claims that counted at the last renewal count still.</summary>
    public bool IsHeld => clock.GetTimestamp() < Volatile.Read(ref _until);

    /// <summary>Renewed while it was held.</summary>
    public void Extend(long until) => Volatile.Write(ref _until, Math.Max(until, Volatile.Read(ref _until)));
}
