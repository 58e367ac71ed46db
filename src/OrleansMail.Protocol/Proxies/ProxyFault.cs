using OrleansMail.Smtp;

namespace OrleansMail.Proxies;

/// <summary>Why a proxy did not connect us.</summary>
/// <param name="Kind">Whose fault it is: one of the proxy's kinds, or what the destination did.</param>
/// <param name="Text">What happened, in our own words: no octet of it is the proxy's.</param>
internal sealed record ProxyFault(FaultKind Kind, string Text);
