namespace OrleansMail.Guard;

/// <summary>Who has which value of one column, as far as a sketch knows.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="OfAddress">In the order of <see cref="GuardSketch.Audience"/>: 16 bits of the value's hash.</param>
/// <param name="Values">The least of the hashes of all values, ascending.</param>
[GenerateSerializer, Immutable, Alias("mail.ColumnSketch")]
public sealed record ColumnSketch(
    [property: Id(0)] string Column,
    [property: Id(1)] ushort[] OfAddress,
    [property: Id(2)] ulong[] Values);
