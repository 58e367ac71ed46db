namespace OrleansMail.Dns;

/// <summary>Asks for one purpose, and knows how long what it heard is good for. For one thread at a time.</summary>
internal sealed class TimedQuery(DnsCache inner)
{
    /// <summary>When the first of the answers is stale.</summary>
    public DateTimeOffset FreshUntil { get; private set; } = DateTimeOffset.MaxValue;

    public async Task<DnsAnswer> QueryAsync(string name, DnsKind kind, CancellationToken cancellation)
    {
        var answer = await inner.QueryAsync(name, kind, cancellation);
        FreshUntil = answer.FreshUntil < FreshUntil ? answer.FreshUntil : FreshUntil;
        return answer;
    }
}
