using OrleansMail.Addresses;

namespace OrleansMail.Messages;

/// <summary>The header fields that the engine owns; a template's own are dropped.</summary>
/// <param name="MessageId">Without angle brackets, <c>id@domain</c>, ASCII (RFC 5322 §3.6.4).</param>
/// <param name="Date">The time of assembly; written with its own offset.</param>
/// <param name="ListUnsubscribeUrl">https URL for one click (RFC 8058); null leaves the Post header out.</param>
/// <param name="ListUnsubscribeMailto">An address with or without <c>mailto:</c> (RFC 2369 §3.2).</param>
/// <param name="FeedbackId">Opaque to us; one line of text.</param>
public sealed record MessageHeaders(
    Sender From,
    Mailbox To,
    string? ToName,
    string MessageId,
    DateTimeOffset Date,
    string? ListUnsubscribeUrl = null,
    string? ListUnsubscribeMailto = null,
    string? FeedbackId = null);
