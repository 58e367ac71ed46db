namespace OrleansMail.Guard;

/// <summary>An attachment in keyed hashes: enough to know it again, not to read anything of it.</summary>
/// <param name="Name">Of its file name in lower case.</param>
/// <param name="Stem">Of the name without digits: the same for the file of every month.</param>
/// <param name="Content">Of its octets.</param>
[GenerateSerializer, Immutable, Alias("mail.FileSketch")]
public sealed record FileSketch(
    [property: Id(0)] ulong Name, [property: Id(1)] ulong Stem, [property: Id(2)] ulong Content);
