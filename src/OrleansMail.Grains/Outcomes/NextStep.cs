namespace OrleansMail.Outcomes;

/// <summary>What to do after an attempt has ended.</summary>
public enum NextStep
{
    /// <summary>Nothing: the outcome is final.</summary>
    Done = 0,

    /// <summary>Another attempt, when the retry schedule says so.</summary>
    RetryLater = 1,

    /// <summary>
    /// The next host of the site within this attempt (RFC 5321 §5.1); the outcome holds only if no host is left:
    /// a Deferred then waits for the schedule, a Bounced is final.
    /// </summary>
    NextHost = 2,

    /// <summary>A new transaction at once; does not count as an attempt.</summary>
    RetryNow = 3,
}
