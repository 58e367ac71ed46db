namespace OrleansMail.Views;

/// <summary>A message that a stream has accepted.</summary>
/// <param name="Key">The idempotency key under which a repeat would be recognised.</param>
internal sealed record ReceiptView(string Stream, string MessageId, long Row, string Key, DateTimeOffset AcceptedAt);
