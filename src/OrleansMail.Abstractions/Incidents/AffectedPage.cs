using OrleansMail.Reports;

namespace OrleansMail.Incidents;

/// <summary>A page of the recipients that an incident concerns, masked.</summary>
/// <param name="Next">Where the next page begins after; null for the last page.</param>
[GenerateSerializer, Immutable, Alias("mail.AffectedPage")]
public sealed record AffectedPage([property: Id(0)] OutcomeLine[] Lines, [property: Id(1)] long? Next);
