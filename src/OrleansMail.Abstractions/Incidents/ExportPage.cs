using OrleansMail.Campaigns;

namespace OrleansMail.Incidents;

/// <summary>A page of an export.</summary>
/// <param name="Refusal">Null when the page was handed out.</param>
/// <param name="Lines">In row order; may be empty before the end.</param>
/// <param name="Next">Where the next page begins after; null for the last page.</param>
[GenerateSerializer, Immutable, Alias("mail.ExportPage")]
public sealed record ExportPage(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] ExportLine[] Lines,
    [property: Id(2)] long? Next) : IAnswer;
