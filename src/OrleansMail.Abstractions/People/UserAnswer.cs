using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>The answer to a request about a person: refused, or how the person stands now.</summary>
/// <param name="Refusal">Null when it was carried out, now or by an earlier call.</param>
/// <param name="User">Null when there is no such person.</param>
[GenerateSerializer, Immutable, Alias("mail.UserAnswer")]
public sealed record UserAnswer([property: Id(0)] Refusal? Refusal, [property: Id(1)] User? User) : IAnswer;
