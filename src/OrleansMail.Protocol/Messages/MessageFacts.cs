using OrleansMail.Addresses;

namespace OrleansMail.Messages;

/// <summary>What the engine's own header fields say about one message; the rest is the same for a campaign.</summary>
/// <param name="MessageId">Without angle brackets, <c>id@domain</c>, ASCII (RFC 5322 §3.6.4).</param>
/// <param name="Date">The time of assembly; written with its own offset.</param>
/// <param name="ListUnsubscribeUrl">https URL for one click (RFC 8058); null means the template's own.</param>
/// <param name="ListUnsubscribeMailto">With or without <c>mailto:</c> (RFC 2369 §3.2); null: as above.</param>
/// <param name="ToName">Display name in To; null when there is none.</param>
public readonly record struct MessageFacts(
    Mailbox To,
    string MessageId,
    DateTimeOffset Date,
    string? ListUnsubscribeUrl = null,
    string? ListUnsubscribeMailto = null,
    string? ToName = null);
