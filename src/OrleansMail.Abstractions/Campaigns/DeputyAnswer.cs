namespace OrleansMail.Campaigns;

/// <summary>The answer to a request about deputies: refused, or the deputies as they are now.</summary>
/// <param name="Refusal">Null when it was carried out, now or by an earlier call.</param>
[GenerateSerializer, Immutable, Alias("mail.DeputyAnswer")]
public sealed record DeputyAnswer([property: Id(0)] Refusal? Refusal, [property: Id(1)] Deputyship[] Deputies) : IAnswer;
