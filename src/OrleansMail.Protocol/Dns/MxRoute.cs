namespace OrleansMail.Dns;

/// <summary>Where the mail of a domain goes.</summary>
/// <param name="Site">Who runs the hosts, the key for limits: at most 128 of <c>[a-z0-9.+-]</c>.</param>
/// <param name="Hosts">In the order to try them, at least one; equal preferences are shuffled every time.</param>
/// <param name="Port">25, but for fixed routes.</param>
/// <param name="IsFixed">From the operator's table: its addresses may be private ones.</param>
public sealed record MxRoute(string Site, IReadOnlyList<MxHost> Hosts, int Port = 25, bool IsFixed = false);
