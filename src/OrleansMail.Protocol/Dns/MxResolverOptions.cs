using System.Net;

namespace OrleansMail.Dns;

/// <summary>What a resolver has to know of us.</summary>
public sealed record MxResolverOptions
{
    /// <summary>Our own mail host names, lower case; mail to them would come back. RFC 5321 §5.1.</summary>
    public IReadOnlyCollection<string> OwnNames { get; init; } = [];

    /// <summary>Our own addresses, of the same meaning.</summary>
    public IReadOnlyCollection<IPAddress> OwnAddresses { get; init; } = [];

    /// <summary>
    /// Also use IPv6, after IPv4. Default false: receivers are strict about IPv6 senders without PTR and SPF.
    /// </summary>
    public bool AllowIPv6 { get; init; }

    public AddressPolicy Addresses { get; init; } = new();

    public RouteTable Routes { get; init; } = RouteTable.Empty;

    public DnsCacheOptions Cache { get; init; } = new();
}
