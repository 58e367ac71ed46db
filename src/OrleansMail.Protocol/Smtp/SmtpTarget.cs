using System.Net;

namespace OrleansMail.Smtp;

/// <summary>One address of one mail host.</summary>
/// <param name="Host">The MX host name, for SNI and for the record.</param>
/// <param name="Address">Where to connect.</param>
/// <param name="Port">1 to 65535; 25 for every MX.</param>
/// <param name="Tls">How much TLS. Default opportunistic.</param>
public sealed record SmtpTarget(string Host, IPAddress Address, int Port = 25, TlsMode Tls = TlsMode.Opportunistic);
