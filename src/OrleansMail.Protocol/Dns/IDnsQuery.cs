namespace OrleansMail.Dns;

/// <summary>Asks a resolver one question; trouble is an answer too (<see cref="DnsStatus.Failed"/>).</summary>
public interface IDnsQuery
{
    /// <param name="name">Lower case, A-labels, without trailing dot.</param>
    /// <param name="kind">The type of record.</param>
    /// <param name="cancellation">The only way to make this throw.</param>
    Task<DnsAnswer> QueryAsync(string name, DnsKind kind, CancellationToken cancellation);
}
