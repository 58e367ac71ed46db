using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>The answer to a request about an API key: refused, or how the key stands now.</summary>
/// <param name="Key">Null when there is no such key.</param>
[GenerateSerializer, Immutable, Alias("mail.ApiKeyAnswer")]
public sealed record ApiKeyAnswer([property: Id(0)] Refusal? Refusal, [property: Id(1)] ApiKey? Key) : IAnswer;
