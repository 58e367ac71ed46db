namespace OrleansMail.Recipients;

/// <summary>One recipient: an address and the merge values in the order of the audience's columns.</summary>
/// <param name="Line">Line in the source file, 1-based; 0 for a stream.</param>
/// <param name="Address">As given; the engine reads and refuses it by RFC 5321 §4.1.2.</param>
[GenerateSerializer, Immutable, Alias("mail.RecipientRow")]
public sealed record RecipientRow(
    [property: Id(0)] long Line,
    [property: Id(1)] string Address,
    [property: Id(2)] string[] Values);
