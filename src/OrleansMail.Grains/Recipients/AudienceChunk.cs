namespace OrleansMail.Recipients;

/// <summary>A chunk as read from storage.</summary>
/// <param name="Hash">SHA-256 over the stored octets that the rows were just read from.</param>
public sealed record AudienceChunk(int Number, IReadOnlyList<AudienceRow> Rows, byte[] Hash)
{
    /// <summary>Number of the first row.</summary>
    public long FirstRow => (long)Number * IAudienceStore.ChunkRows;
}
