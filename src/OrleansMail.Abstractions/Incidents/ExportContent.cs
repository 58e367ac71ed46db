namespace OrleansMail.Incidents;

/// <summary>Which recipients an export holds, and what of them.</summary>
/// <param name="WithValues">
/// With merge values: of everybody those of all columns, of affected recipients those that were merged into the mail.
/// </param>
/// <param name="AffectedOnly">Only those who got the mail or may have got it: Delivered, Unknown, or under way.</param>
/// <param name="Since">Affected recipients whose last attempt ended before this are left out; null for none.</param>
[GenerateSerializer, Immutable, Alias("mail.ExportContent")]
public sealed record ExportContent(
    [property: Id(0)] bool WithValues,
    [property: Id(1)] bool AffectedOnly,
    [property: Id(2)] DateTimeOffset? Since);
