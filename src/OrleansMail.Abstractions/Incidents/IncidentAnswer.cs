using OrleansMail.Campaigns;

namespace OrleansMail.Incidents;

/// <summary>The answer to a request about an incident.</summary>
/// <param name="Refusal">Null when it was carried out, now or by an earlier call.</param>
/// <param name="Incident">The file; null if there is none.</param>
/// <param name="Status">Where the campaign stands now; null if there is none.</param>
/// <param name="Stops">The stops in force that concern the campaign.</param>
/// <param name="MayExport">Has the caller the right to the affected recipients unmasked?</param>
[GenerateSerializer, Immutable, Alias("mail.IncidentAnswer")]
public sealed record IncidentAnswer(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] Incident? Incident,
    [property: Id(2)] CampaignStatus? Status,
    [property: Id(3)] EmergencyStop[] Stops,
    [property: Id(4)] bool MayExport) : IAnswer;
