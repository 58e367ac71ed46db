using System.Net;

namespace OrleansMail.Sink;

/// <summary>One message as it came, once for each of its recipients; handed over before the reply.</summary>
/// <param name="Recipient">The address of RCPT TO as the client wrote it, without the angle brackets.</param>
/// <param name="Sender">The address of MAIL FROM; empty for the null sender.</param>
/// <param name="Octets">The message after dot-unstuffing; the owner may keep it.</param>
/// <param name="Tls">Whether it came over TLS.</param>
/// <param name="Ehlo">The name the client gave with EHLO or HELO.</param>
/// <param name="At">When its last octet came; UTC.</param>
/// <param name="Client">The address that the client connected from.</param>
public sealed record SinkMessage(
    string Recipient,
    string Sender,
    ReadOnlyMemory<byte> Octets,
    bool Tls,
    string Ehlo,
    DateTimeOffset At,
    IPAddress Client);
