using System.Net;

namespace OrleansMail.Dns;

/// <summary>The addresses of one mail host, in the resolver's order, IPv4 first; or why there is none.</summary>
/// <param name="Addresses">Empty exactly where there is a failure.</param>
/// <param name="Failure">Of this host alone; another may still work.</param>
public sealed record HostAddresses(IReadOnlyList<IPAddress> Addresses, MxFailure? Failure);
