namespace OrleansMail.Guard;

/// <summary>
/// A campaign in a few kilobytes, whatever its size: enough to see that another one says the same, or goes to the same
/// people. Addresses and values are in it as keyed hashes only.
/// </summary>
/// <param name="FromDomain">Domain of the header From.</param>
/// <param name="ContentHash">SHA-256 of the template, lower-case hex.</param>
/// <param name="Shingles">Least hashes of the template's text, one for each of a fixed set of hash functions.</param>
/// <param name="Audience">The least of the hashes of all addresses, ascending.</param>
/// <param name="Pairs">For each column that identifies people, which value each of those addresses has.</param>
[GenerateSerializer, Immutable, Alias("mail.GuardSketch")]
public sealed record GuardSketch(
    [property: Id(0)] string FromDomain,
    [property: Id(1)] MailClass Class,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] long Recipients,
    [property: Id(4)] string ContentHash,
    [property: Id(5)] ulong[] Shingles,
    [property: Id(6)] ulong[] Audience,
    [property: Id(7)] ColumnSketch[] Pairs)
{
    /// <summary>Keyed hash of the address of the header From; 0 in sketches from before it was kept.</summary>
    [Id(8)]
    public ulong From { get; init; }

    /// <summary>What was attached, in the order of the content; inline images are not among it.</summary>
    [Id(9)]
    public FileSketch[] Files { get; init; } = [];

    /// <summary>
    /// Keyed hashes of all domains of recipients, ascending; null if they are more than 1,000, or in sketches from before
    /// they were kept.
    /// </summary>
    [Id(10)]
    public ulong[]? Domains { get; init; }
}
