using OrleansMail.Addresses;

namespace OrleansMail.Smtp;

/// <summary>From whom and to whom one message goes; one recipient, so that its result is exactly its own.</summary>
/// <param name="Sender">The return path; null is the empty one, <c>&lt;&gt;</c>. RFC 5321 §4.5.5.</param>
/// <param name="Recipient">The one recipient.</param>
public sealed record SmtpEnvelope(Mailbox? Sender, Mailbox Recipient);
