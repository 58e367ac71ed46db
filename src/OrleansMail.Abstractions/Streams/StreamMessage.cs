namespace OrleansMail.Streams;

/// <summary>One transactional message.</summary>
/// <param name="To">The recipient's address.</param>
/// <param name="Values">Merge values by field name.</param>
/// <param name="IdempotencyKey">Chosen by the caller, 1 to 128 characters; null for none.</param>
[GenerateSerializer, Immutable, Alias("mail.StreamMessage")]
public sealed record StreamMessage(
    [property: Id(0)] string To,
    [property: Id(1)] Dictionary<string, string> Values,
    [property: Id(2)] string? IdempotencyKey);
