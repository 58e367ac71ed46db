using CsCheck;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;

namespace OrleansMail.Storage;

public abstract class LedgerCountTests(StorageKind kind) : StoreTests(kind)
{
    private static readonly Gen<(int Row, int Attempt, OutcomeKind Kind)[]> Entries =
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 3], Gen.Enum<OutcomeKind>()).Array[0, 40];

    [Fact]
    public async Task Counts_add_up_whatever_is_recorded_in_whatever_order()
    {
        var audience = 0L;
        await Entries.SampleAsync(async entries =>
        {
            var id = Interlocked.Increment(ref audience);
            foreach (var (row, attempt, kind) in entries)
            {
                await Trial.Ledger.RecordAsync(StorageTrial.Outcome(id, row, attempt, kind));
            }

            await Trial.Ledger.FlushAsync();
            Assert.Equal(Model(entries), await Trial.Ledger.CountsAsync(id));
            var states = await Trial.Ledger.ChunkAsync(id, 0);
            Assert.Equal(entries.Select(entry => entry.Row).Distinct().Count(), states.Count);
            Assert.Equal(states.Count(state => state.Final), (await Trial.Ledger.CountsAsync(id)).Final);
        }, iter: 300, threads: 4);
    }

    /// <summary>The first final outcome of a row, or else the deferred one.</summary>
    private static OutcomeCounts Model(IEnumerable<(int Row, int Attempt, OutcomeKind Kind)> entries)
    {
        var last = entries.GroupBy(entry => entry.Row)
            .Select(row => row.Select(entry => entry.Kind).FirstOrDefault(
                kind => kind != OutcomeKind.Deferred, OutcomeKind.Deferred))
            .ToLookup(kind => kind);
        return new OutcomeCounts(
            last[OutcomeKind.Delivered].Count(), last[OutcomeKind.Deferred].Count(), last[OutcomeKind.Bounced].Count(),
            last[OutcomeKind.Suppressed].Count(), last[OutcomeKind.Expired].Count(),
            last[OutcomeKind.Cancelled].Count(), last[OutcomeKind.Unknown].Count());
    }
}

public sealed class SqliteLedgerCountTests() : LedgerCountTests(StorageKind.Sqlite);

public sealed class PostgresLedgerCountTests() : LedgerCountTests(StorageKind.Postgres);
