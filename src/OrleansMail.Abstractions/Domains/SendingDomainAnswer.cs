using OrleansMail.Campaigns;

namespace OrleansMail.Domains;

/// <summary>The answer to a change of a sending domain's keys.</summary>
/// <param name="Refusal">Null when it was carried out, now or by an earlier call.</param>
/// <param name="Domain">The domain as it stands now; null if it was never added.</param>
[GenerateSerializer, Immutable, Alias("mail.SendingDomainAnswer")]
public sealed record SendingDomainAnswer(
    [property: Id(0)] Refusal? Refusal, [property: Id(1)] SendingDomain? Domain) : IAnswer;
