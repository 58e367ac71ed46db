using OrleansMail.Campaigns;

namespace OrleansMail.Streams;

/// <summary>The answer to <see cref="IStreamGrain.SendAsync"/>.</summary>
/// <param name="Refusal">Null when the message was accepted, now or by an earlier call with the same key.</param>
/// <param name="MessageId">The Message-ID (RFC 5322 §3.6.4) without angle brackets; empty when refused.</param>
/// <param name="Row">Number of the message within its stream.</param>
/// <param name="AcceptedAt">When it was first accepted.</param>
[GenerateSerializer, Immutable, Alias("mail.StreamReceipt")]
public sealed record StreamReceipt(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] string MessageId,
    [property: Id(2)] long Row,
    [property: Id(3)] DateTimeOffset AcceptedAt);
