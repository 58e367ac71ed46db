namespace OrleansMail.Recipients;

/// <summary>Keeps the rows of audiences in immutable chunks, and who may work on which chunk.</summary>
/// <remarks>
/// An audience is a numbered set of chunks of at most 1,000 rows. A row's number is
/// <c>chunk × 1,000 + index</c>, so a row finds its chunk without a look-up.
/// </remarks>
public interface IAudienceStore
{
    /// <summary>Rows in a full chunk; also the factor between chunk and row numbers.</summary>
    const int ChunkRows = 1000;

    /// <summary>Opens an empty audience for a campaign and drops one that was opened but never frozen or kept.</summary>
    /// <param name="isStream">Rows are appended one by one and are sealed into chunks when claimed.</param>
    Task<long> OpenAsync(string campaign, string[] columns, bool isStream);

    /// <summary>Adds a chunk; rows whose address key is in the audience already are left out and reported.</summary>
    /// <remarks>Repeatable: a chunk that is there already gives the answer it gave before.</remarks>
    Task<ChunkAdded> AddChunkAsync(long audience, int chunk, IReadOnlyList<AudienceRow> rows);

    /// <summary>
    /// Columns, row count, duplicates and the hash over all chunks, in chunk order. It freezes the audience: traces find
    /// its rows from then on, or from its first claim.
    /// </summary>
    Task<AudienceFacts?> FactsAsync(long audience);

    /// <summary>Are the stored octets of every chunk still those that its hash was taken of? Reads them all.</summary>
    Task<bool> IsIntactAsync(long audience);

    /// <summary>Drops an audience with its claims; the ledger's records of it stay.</summary>
    Task DropAsync(long audience);

    /// <summary>Reads one chunk; null if there is none.</summary>
    /// <param name="only">
    /// Row numbers within the audience; in place of each other row stands <see cref="AudienceRow.NotRead"/>. Null for all.
    /// </param>
    Task<AudienceChunk?> LoadAsync(long audience, int chunk, IReadOnlySet<long>? only = null);

    /// <summary>How many rows a chunk has, known also where they cannot be read; 0 if there is no such chunk.</summary>
    Task<int> RowsAsync(long audience, int chunk);

    /// <summary>Claims up to <paramref name="max"/> chunks that are fresh, due again, or whose claim has expired.</summary>
    /// <remarks>Each claim gets a new epoch in storage; leases under an older epoch are refused from then on.</remarks>
    /// <param name="below">Only chunks with a lower number.</param>
    /// <param name="dueBy">Chunks that are due again by then count as due; by default by now.</param>
    Task<IReadOnlyList<ChunkClaim>> ClaimAsync(
        long audience, string holder, int max, DateTimeOffset now, DateTimeOffset until, int below = int.MaxValue,
        DateTimeOffset? dueBy = null);

    /// <summary>Claims up to <paramref name="max"/> chunks whose claim has expired: what a silo that is gone had begun.</summary>
    Task<IReadOnlyList<ChunkClaim>> TakeOverAsync(
        long audience, string holder, int max, DateTimeOffset now, DateTimeOffset until);

    /// <summary>Extends all claims of a holder.</summary>
    Task RenewAsync(string holder, DateTimeOffset until);

    /// <summary>Gives a claim back: done for good, or due again at <paramref name="dueAt"/>.</summary>
    Task FinishAsync(ChunkClaim claim, DateTimeOffset? dueAt);

    /// <summary>
    /// Frees the claims of every holder but <paramref name="holder"/>; only for a silo that is alone with its storage.
    /// </summary>
    Task ReleaseOthersAsync(string holder);

    /// <summary>How many chunks are not done, and when the next one is due; stream rows not yet sealed count as one.</summary>
    Task<AudienceProgress> ProgressAsync(long audience, DateTimeOffset now);

    /// <summary>Appends one row to a stream's audience under an idempotency key.</summary>
    Task<StreamAppend> AppendAsync(long audience, string? key, byte[] bodyHash, AudienceRow row, DateTimeOffset now);
}
