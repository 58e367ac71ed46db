using System.Collections.Concurrent;
using OrleansMail.Ledger;

namespace OrleansMail.Delivery;

/// <summary>Remembers what was leased and recorded, in order; fails or refuses when told to.</summary>
internal sealed class FakeLedger : ILedger
{
    public List<LeasedRow> Leased { get; } = [];

    public List<OutcomeEntry> Recorded { get; } = [];

    public List<RowState> History { get; } = [];

    /// <summary>What a report reads, in row order.</summary>
    public List<OutcomeRecord> Outcomes { get; } = [];

    public HashSet<long> Refused { get; } = [];

    public Exception? LeaseFails { get; set; }

    /// <summary>Entries taken before every further one fails.</summary>
    public int RecordFailsAfter { get; set; } = int.MaxValue;

    public Task<IReadOnlyList<LeasedRow>> LeaseAsync(
        Guid lease, string lane, IReadOnlyList<LeasedRow> rows, DateTimeOffset at)
    {
        if (LeaseFails is { } failure)
        {
            throw failure;
        }

        var granted = rows.Where(row => !Refused.Contains(row.Row)).ToList();
        Leased.AddRange(granted);
        return Task.FromResult<IReadOnlyList<LeasedRow>>(granted);
    }

    public ValueTask RecordAsync(OutcomeEntry entry)
    {
        if (Recorded.Count >= RecordFailsAfter)
        {
            throw new IOException("The disk is full.");
        }

        Recorded.Add(entry);
        return ValueTask.CompletedTask;
    }

    public Task<IReadOnlyList<RowState>> ChunkAsync(long audience, int chunk, IReadOnlySet<long>? only = null) =>
        Task.FromResult<IReadOnlyList<RowState>>([.. History.Where(state => only?.Contains(state.Row) != false)]);

    /// <summary>What was recorded for every address.</summary>
    public List<OutcomeEntry> Attempts { get; } = [];

    public Task<IReadOnlyList<OutcomeEntry>> AttemptsAsync(byte[] addressKey) =>
        Task.FromResult<IReadOnlyList<OutcomeEntry>>(Attempts);

    public Task FlushAsync() => Task.CompletedTask;

    /// <summary>Counts of an audience; none unless a test sets them.</summary>
    public ConcurrentDictionary<long, OutcomeCounts> Counts { get; } = [];

    /// <summary>The earlier campaign of every address; null for none.</summary>
    public string? MailedBy { get; set; }

    /// <summary>What the answer to the next question for an audience's counts waits for; it is as of the question.</summary>
    public ConcurrentDictionary<long, Func<Task>> SlowCounts { get; } = [];

    public async Task<OutcomeCounts> CountsAsync(long audience)
    {
        var counts = Counts.GetValueOrDefault(audience, new OutcomeCounts(0, 0, 0, 0, 0, 0, 0));
        if (SlowCounts.TryRemove(audience, out var wait))
        {
            await wait();
        }

        return counts;
    }

    public Task<IReadOnlyList<OutcomeRecord>> OutcomesAsync(long audience, long afterRow, int max) =>
        Task.FromResult<IReadOnlyList<OutcomeRecord>>(
            [.. Outcomes.Where(record => record.Audience == audience && record.Row > afterRow).Take(max)]);

    public Task<IReadOnlyList<OutcomeRecord>> TraceAsync(byte[] addressKey) => Task.FromResult<IReadOnlyList<OutcomeRecord>>(
        MailedBy is { } campaign ? [new OutcomeRecord(1, campaign, 0, "", null, Leased: false)] : []);
}
