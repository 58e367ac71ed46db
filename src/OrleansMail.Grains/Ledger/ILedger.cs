namespace OrleansMail.Ledger;

/// <summary>The append-only record of leases and outcomes: the truth about every recipient.</summary>
public interface ILedger
{
    /// <summary>Makes a lease durable before anything it covers is sent.</summary>
    /// <remarks>
    /// Rows whose claim is no longer the newest epoch of their chunk, or that have a final outcome, are refused in
    /// storage. Outcomes given to <see cref="RecordAsync"/> before this call are durable when it returns: one writer, one
    /// order. So a session that takes its next lease only after recording the last one has one lease in doubt at most.
    /// </remarks>
    /// <returns>The deliveries that may start.</returns>
    Task<IReadOnlyList<LeasedRow>> LeaseAsync(
        Guid lease, string lane, IReadOnlyList<LeasedRow> rows, DateTimeOffset at);

    /// <summary>Appends an outcome; written with the next group. A second final outcome of a row is ignored, and one
    /// that was said under a claim that is not the newest any more.</summary>
    /// <returns>Completes when the entry has a place in the bounded queue, not when it is durable.</returns>
    ValueTask RecordAsync(OutcomeEntry entry);

    /// <summary>Completes when everything recorded before is durable.</summary>
    Task FlushAsync();

    /// <summary>What is known about the rows of a chunk: last outcome, attempts, and open leases of older epochs.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="chunk">Number of the chunk.</param>
    /// <param name="only">The rows that are asked about, by number; null for all. What others have is not looked at.</param>
    Task<IReadOnlyList<RowState>> ChunkAsync(long audience, int chunk, IReadOnlySet<long>? only = null);

    /// <summary>How many rows have which last outcome.</summary>
    Task<OutcomeCounts> CountsAsync(long audience);

    /// <summary>Exactly one entry per row of an audience in row order; null outcome while there is none.</summary>
    Task<IReadOnlyList<OutcomeRecord>> OutcomesAsync(long audience, long afterRow, int max);

    /// <summary>Every attempt for an address in any audience, newest audience first; rows without an attempt too.</summary>
    Task<IReadOnlyList<OutcomeRecord>> TraceAsync(byte[] addressKey);

    /// <summary>What was recorded for an address, in its 50 newest audiences at most; cheaper than a trace.</summary>
    Task<IReadOnlyList<OutcomeEntry>> AttemptsAsync(byte[] addressKey);
}
