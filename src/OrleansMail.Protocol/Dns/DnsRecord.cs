using System.Net;

namespace OrleansMail.Dns;

/// <summary>One record of an answer.</summary>
/// <param name="Name">Its owner: lower case, without trailing dot.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Ttl">How long it may be kept.</param>
/// <param name="Target">What it points to: lower case, no trailing dot, <c>.</c> for the root; or its text.</param>
/// <param name="Preference">Of an MX: lower is tried first, 0 to 65535.</param>
/// <param name="Address">Of an A or AAAA.</param>
public sealed record DnsRecord(
    string Name,
    DnsKind Kind,
    TimeSpan Ttl,
    string Target = "",
    int Preference = 0,
    IPAddress? Address = null);
