namespace OrleansMail.Replay;

/// <summary>The last counts of an own sink.</summary>
/// <param name="Octets">Of all accepted messages.</param>
/// <param name="Violations">What a client did against the rules of SMTP.</param>
/// <param name="TlsResumed">Handshakes that went on with an earlier TLS session.</param>
internal sealed record SinkTotals(
    long Messages, long Octets, long Connections, long TlsConnections, long TlsResumed, long Violations);
