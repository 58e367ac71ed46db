namespace OrleansMail.Egress;

/// <summary>Waits that grow from failure to failure; failures within a wait tell of the same trouble and count once.</summary>
internal struct ProxyTrouble
{
    // Soon enough that a proxy that was started anew is hardly missed, rare enough that one that is gone costs nothing.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private int _failures;

    /// <summary>When to try again.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>One failure more.</summary>
    /// <returns>True if the wait begins with it.</returns>
    public bool Add(DateTimeOffset now)
    {
        if (now < Until)
        {
            return false;
        }

        var wait = Shortest * Math.Pow(2, Math.Min(_failures++, 16));
        Until = now + (wait < Longest ? wait : Longest);
        return true;
    }
}
