using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>The answer to a request about a sealed account: refused, or how it stands now.</summary>
/// <param name="Refusal">Null when it was carried out, now or by an earlier call.</param>
/// <param name="Account">Null when there is none of that name.</param>
[GenerateSerializer, Immutable, Alias("mail.EmergencyAnswer")]
public sealed record EmergencyAnswer(
    [property: Id(0)] Refusal? Refusal, [property: Id(1)] EmergencyAccount? Account) : IAnswer;
