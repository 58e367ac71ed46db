namespace OrleansMail.Sealing;

/// <summary>One version of the cluster key.</summary>
/// <param name="Version">From 1; the highest one wraps.</param>
/// <param name="Keys">Data keys wrapped under it. None, and not the newest: it may be taken out of the file.</param>
[GenerateSerializer, Immutable, Alias("mail.SealVersion")]
public sealed record SealVersion([property: Id(0)] int Version, [property: Id(1)] long Keys);
