namespace OrleansMail.Recipients;

/// <summary>One recipient: an address and the merge values in the order of the audience's columns.</summary>
/// <param name="Line">Line in the source file, 1-based; 0 for a stream.</param>
/// <param name="Address">As given; the engine reads and refuses it by RFC 5321 §4.1.2.</param>
/// <param name="Values">The merge values, in UTF-16; half of a surrogate pair arrives as U+FFFD.</param>
[Immutable, Alias("mail.RecipientRow")]
public sealed record RecipientRow(long Line, string Address, string[] Values);
