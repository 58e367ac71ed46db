using OrleansMail.Campaigns;

namespace OrleansMail.Incidents;

/// <summary>The answer to a request for an export, or to its release.</summary>
/// <param name="Refusal">Null when it was carried out, now or by an earlier call.</param>
/// <param name="Request">The request as it stands now; null if there is none.</param>
[GenerateSerializer, Immutable, Alias("mail.ExportAnswer")]
public sealed record ExportAnswer([property: Id(0)] Refusal? Refusal, [property: Id(1)] ExportRequest? Request) : IAnswer;
