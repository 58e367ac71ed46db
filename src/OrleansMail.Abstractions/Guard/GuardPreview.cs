namespace OrleansMail.Guard;

/// <summary>A row whose finished mail is worth a look, and why.</summary>
/// <param name="Row">Named as in <see cref="GuardFinding.Row"/>: the line in the file.</param>
/// <param name="Reason">Such as <c>longest name</c>; it holds no value.</param>
[GenerateSerializer, Immutable, Alias("mail.GuardPreview")]
public sealed record GuardPreview([property: Id(0)] long Row, [property: Id(1)] string Reason);
