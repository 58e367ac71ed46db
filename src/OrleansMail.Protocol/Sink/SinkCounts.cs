namespace OrleansMail.Sink;

/// <summary>What a sink has seen so far; a message is counted before the client hears of it.</summary>
/// <param name="Connections">Connections accepted, those turned away for number included.</param>
/// <param name="OpenConnections">Connections open now.</param>
/// <param name="TlsConnections">Connections that finished STARTTLS.</param>
/// <param name="TlsResumed">Those of them that went on with an earlier TLS session (RFC 8446 §2.2).</param>
/// <param name="Messages">Messages accepted, whatever their number of recipients.</param>
/// <param name="AcceptedRecipients">Recipients of accepted messages.</param>
/// <param name="Refused">Recipients refused, at RCPT or later.</param>
/// <param name="Duplicates">Accepted recipients whose Message-ID and address had been accepted together before.</param>
/// <param name="Octets">Octets of accepted messages.</param>
/// <param name="Violations">All faults, one for each time.</param>
/// <param name="Reasons">The faults by kind; kinds never seen are not there.</param>
public sealed record SinkCounts(
    long Connections,
    int OpenConnections,
    long TlsConnections,
    long TlsResumed,
    long Messages,
    long AcceptedRecipients,
    long Refused,
    long Duplicates,
    long Octets,
    long Violations,
    IReadOnlyDictionary<SinkViolation, long> Reasons);
