namespace OrleansMail.Outcomes;

/// <summary>When to try again (RFC 5321 §4.5.4.1).</summary>
public static class RetrySchedule
{
    // Two tries in the first hour, then rarer, as the RFC advises; from the last step on it repeats.
    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(60), TimeSpan.FromHours(2),
        TimeSpan.FromHours(4),
    ];

    // Many greylists want 5 minutes and forget after 4 hours: 5 to 15 hits both ends.
    private static readonly TimeSpan SoonFrom = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SoonRange = TimeSpan.FromMinutes(10);

    // A mailbox that gets too much mail is left alone for an hour at least.
    private static readonly TimeSpan RecipientRest = TimeSpan.FromMinutes(75);

    // A last try closer than this to the one before would only be noise.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>The wait until the next attempt, or null when the time to live is over: Expired.</summary>
    /// <param name="attempts">Attempts made so far, at least 1.</param>
    /// <param name="age">Time since the first attempt was due.</param>
    /// <param name="ttl">Time to live of the message.</param>
    /// <param name="jitter01">A random number in [0, 1): spreads the wait by ±20 %.</param>
    public static TimeSpan? Next(int attempts, BounceCategory category, TimeSpan age, TimeSpan ttl, double jitter01)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(jitter01);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jitter01, 1);

        var left = ttl - age;
        if (left < Shortest)
        {
            return null;
        }

        // The last try is made at the very end, or a message with a short life would be tried only once.
        var wait = Wait(attempts, category, jitter01);
        return wait < left ? wait : left;
    }

    private static TimeSpan Wait(int attempts, BounceCategory category, double jitter01)
    {
        var soon = category is BounceCategory.Greylist or BounceCategory.Rate;
        if (soon && attempts == 1)
        {
            return SoonFrom + (SoonRange * jitter01);
        }

        var step = Steps[Math.Min(attempts - (soon ? 2 : 1), Steps.Length - 1)];
        if (category == BounceCategory.RecipientRate && step < RecipientRest)
        {
            step = RecipientRest;
        }

        return step * (0.8 + (0.4 * jitter01));
    }
}
