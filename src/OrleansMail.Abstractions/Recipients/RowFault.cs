namespace OrleansMail.Recipients;

/// <summary>A row that was not taken. The reason names no personal data.</summary>
[GenerateSerializer, Immutable, Alias("mail.RowFault")]
public sealed record RowFault([property: Id(0)] long Line, [property: Id(1)] string Reason, [property: Id(2)] bool Duplicate);
