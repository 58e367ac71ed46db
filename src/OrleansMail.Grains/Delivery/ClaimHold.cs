namespace OrleansMail.Delivery;

/// <summary>
/// Says, without asking storage, whether what this silo has claimed is surely still its own. A process that stood still
/// finds out by it that others may have taken its chunks over meanwhile, before it begins one more mail of theirs.
/// </summary>
/// <remarks>Thread-safe. Counted in time that passes, never in hours of a clock that may be set.</remarks>
internal sealed class ClaimHold(ClaimTerm term, TimeProvider clock)
{
    /// <summary>What is begun just before the end has so long to leave before anybody else may take the chunk.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private HeldTerm _current = new(clock, term.Alone ? long.MaxValue : long.MinValue);

    /// <summary>The present stretch of unbroken renewals; what was leased in an earlier one is not to be begun any more.</summary>
    public HeldTerm Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    /// <summary>All claims of the silo have been renewed.</summary>
    /// <param name="askedAt">Timestamp from before storage was asked: nobody knows when it did it.</param>
    public void Renewed(long askedAt)
    {
        if (term.Alone)
        {
            return;
        }

        var until = askedAt + (long)((term.For - Margin).TotalSeconds * clock.TimestampFrequency);
        lock (_lock)
        {
            if (_current.IsHeld)
            {
                _current.Extend(until);
            }
            else
            {
                _current = new HeldTerm(clock, until);
            }
        }
    }
}
