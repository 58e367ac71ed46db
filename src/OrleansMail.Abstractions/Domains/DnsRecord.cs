namespace OrleansMail.Domains;

/// <summary>A TXT record to publish.</summary>
/// <param name="Name">Full name without a trailing dot.</param>
/// <param name="Value">The whole value, unsplit.</param>
/// <param name="ZoneLine">The line for a zone file, split into strings of at most 255 octets (RFC 1035 §3.3.14).</param>
[GenerateSerializer, Immutable, Alias("mail.DnsRecord")]
public sealed record DnsRecord(
    [property: Id(0)] string Name,
    [property: Id(1)] string Value,
    [property: Id(2)] string ZoneLine);
