using OrleansMail.Campaigns;

namespace OrleansMail.Audit;

/// <summary>The answer to the wish to export a trail.</summary>
/// <param name="Refusal">Why not; null if it may begin.</param>
/// <param name="Last">The export's own entry, which is the last one that it hands out; 0 if refused.</param>
[GenerateSerializer, Immutable, Alias("mail.AuditExport")]
public sealed record AuditExport([property: Id(0)] Refusal? Refusal, [property: Id(1)] long Last) : IAnswer;
