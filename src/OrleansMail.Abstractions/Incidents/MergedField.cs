namespace OrleansMail.Incidents;

/// <summary>A column whose values stood in the mail.</summary>
[GenerateSerializer, Immutable, Alias("mail.MergedField")]
public sealed record MergedField([property: Id(0)] string Column, [property: Id(1)] DataKind Kind);
