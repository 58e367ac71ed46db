using OrleansMail.Campaigns;

namespace OrleansMail.Retention;

/// <summary>The answer to a change of the retention: refused, or how it is now.</summary>
/// <param name="Refusal">Null when it was carried out, now or by an earlier call.</param>
[GenerateSerializer, Immutable, Alias("mail.RetentionAnswer")]
public sealed record RetentionAnswer([property: Id(0)] Refusal? Refusal, [property: Id(1)] DomainRetention Retention) : IAnswer;
