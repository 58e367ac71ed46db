namespace OrleansMail.Cluster;

/// <summary>
/// Passes on where a gateway sees this client, in the gateway's own words: every silo can tell whether a silo has said so,
/// and writes it into the audit trail.
/// </summary>
public sealed class CallerOrigin : IOutgoingGrainCallFilter
{
    /// <summary>Where it stands in the request context.</summary>
    public const string ContextKey = "mail.origin";

    private volatile string? _word;

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (_word is { } word)
        {
            RequestContext.Set(ContextKey, word);
        }

        return context.Invoke();
    }

    /// <summary>A gateway has said where it sees this client.</summary>
    internal void Told(string word) => _word = word;
}
