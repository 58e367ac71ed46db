namespace OrleansMail.Domains;

/// <summary>The public facts of a sending domain.</summary>
/// <param name="Domain">A-labels.</param>
/// <param name="Selector">The DKIM selector that signs now (RFC 6376 §3.1).</param>
/// <param name="Records">DNS records to publish, ready to copy: the key that signs first, then one that is announced.</param>
/// <param name="Keys">All keys, newest first; null from a silo of an earlier release.</param>
[GenerateSerializer, Immutable, Alias("mail.SendingDomain")]
public sealed record SendingDomain(
    [property: Id(0)] string Domain,
    [property: Id(1)] string Selector,
    [property: Id(2)] DnsRecord[] Records,
    [property: Id(3)] DomainSettings Settings,
    [property: Id(4)] DateTimeOffset AddedAt,
    [property: Id(5)] DkimKeyFacts[]? Keys = null);
