namespace OrleansMail.Recipients;

/// <summary>The answer to adding a chunk.</summary>
/// <param name="Rows">Rows of the whole audience so far.</param>
/// <param name="Duplicates">Lines left out, with the line or row that was there first and whether the values differ.</param>
public sealed record ChunkAdded(long Rows, IReadOnlyList<DuplicateRow> Duplicates);
