using OrleansMail.Reports;

namespace OrleansMail.Incidents;

/// <summary>One exported recipient, unmasked.</summary>
/// <param name="Values">In the order of the request's columns; empty texts for a row that is not sealed yet.</param>
[GenerateSerializer, Immutable, Alias("mail.ExportLine")]
public sealed record ExportLine([property: Id(0)] OutcomeLine Outcome, [property: Id(1)] string[] Values);
