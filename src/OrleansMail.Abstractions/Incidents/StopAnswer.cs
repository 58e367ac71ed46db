using OrleansMail.Campaigns;

namespace OrleansMail.Incidents;

/// <summary>The answer to a stop or to its lifting.</summary>
/// <param name="Refusal">Null when it was carried out, now or by an earlier call.</param>
/// <param name="Stop">The stop that is in force now; null if there is none.</param>
/// <param name="Campaigns">Those of the target that had been started and have not ended, with their counts.</param>
[GenerateSerializer, Immutable, Alias("mail.StopAnswer")]
public sealed record StopAnswer(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] EmergencyStop? Stop,
    [property: Id(2)] StoppedCampaign[] Campaigns) : IAnswer;
