namespace OrleansMail.Sealing;

/// <summary>The data keys and what wraps them.</summary>
/// <param name="KeyFile">The cluster key file, as the silo sees it.</param>
/// <param name="Newest">The version of the cluster key that wraps what is new.</param>
/// <param name="Forgotten">Campaigns whose key was destroyed.</param>
/// <param name="Versions">Every version in the file or in use, lowest first.</param>
[GenerateSerializer, Immutable, Alias("mail.SealStatus")]
public sealed record SealStatus(
    [property: Id(0)] string KeyFile,
    [property: Id(1)] int Newest,
    [property: Id(2)] long Forgotten,
    [property: Id(3)] SealVersion[] Versions)
{
    /// <summary>Keys that were destroyed or wrapped anew and of which a copy may still be in the files of the database.</summary>
    [Id(4)]
    public long Remaining { get; init; }

    /// <summary>Since when the first of them waits; null if there is none.</summary>
    [Id(5)]
    public DateTimeOffset? RemainingSince { get; init; }

    /// <summary>Why they are still there, in words; null if there is none.</summary>
    [Id(6)]
    public string? RemainsBecause { get; init; }
}
