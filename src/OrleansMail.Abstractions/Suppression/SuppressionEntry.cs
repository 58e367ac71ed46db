namespace OrleansMail.Suppression;

/// <summary>Whom not to mail, why, and since when.</summary>
/// <param name="Address">Canonical form: unquoted lower-case local part, A-label domain.</param>
/// <param name="Reason">A word: <c>bounce</c>, <c>soft-bounce</c>, <c>manual</c>, <c>import</c>.</param>
/// <param name="Evidence">The reply or the note behind it, at most 512 characters.</param>
/// <param name="Cursor">In a list: what the next page is asked for with, after this entry.</param>
[GenerateSerializer, Immutable, Alias("mail.SuppressionEntry")]
public sealed record SuppressionEntry(
    [property: Id(0)] string Address,
    [property: Id(1)] string Reason,
    [property: Id(2)] string Evidence,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] string? Cursor = null);
