namespace OrleansMail.Recipients;

/// <summary>A chunk as read from storage.</summary>
/// <param name="Rows">The recipients in the order of the file.</param>
/// <param name="IsIntact">The octets that the rows were just read from have the hash that was stored with them.</param>
public sealed record AudienceChunk(int Number, IReadOnlyList<AudienceRow> Rows, bool IsIntact)
{
    /// <summary>Number of the first row.</summary>
    public long FirstRow => (long)Number * IAudienceStore.ChunkRows;
}
