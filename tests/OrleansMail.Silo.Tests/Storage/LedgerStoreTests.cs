using Microsoft.Extensions.DependencyInjection;
using OrleansMail.Cluster;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;

namespace OrleansMail.Storage;

public abstract class LedgerStoreTests(StorageKind kind) : StoreTests(kind)
{
    private static DateTimeOffset Noon => StorageTrial.Noon;

    private ILedger Ledger => Trial.Ledger;

    [Fact]
    public async Task A_lease_under_an_older_epoch_is_refused()
    {
        var audience = await Trial.AudienceAsync();
        var old = await Trial.ClaimAsync(audience, "zombie");
        Trial.LetPass(TimeSpan.FromMinutes(1));
        var current = await Trial.ClaimAsync(audience, "heir");

        Assert.Empty(await Trial.LeaseAsync(old, 1, 0, 1));
        Assert.Equal([0L, 1L], (await Trial.LeaseAsync(current, 1, 0, 1)).Select(row => row.Row));
    }

    [Fact]
    public async Task A_claim_given_back_leases_nothing()
    {
        var audience = await Trial.AudienceAsync();
        var claim = await Trial.ClaimAsync(audience);
        await Trial.Audiences.FinishAsync(claim, Noon);

        Assert.Empty(await Trial.LeaseAsync(claim, 1, 0));
    }

    [Fact]
    public async Task One_lease_over_several_chunks_grants_what_each_claim_allows()
    {
        var audience = await Trial.AudienceAsync(chunks: 2);
        var first = await Trial.ClaimAsync(audience);
        var second = await Trial.ClaimAsync(audience);
        LeasedRow[] rows =
        [
            new(first, 1, 1), new(second with { Epoch = 7 }, 1001, 1), new(second, 1002, 1), new(first, 1003, 1),
        ];

        var granted = await Ledger.LeaseAsync(Guid.NewGuid(), "lane", rows, Noon);

        Assert.Equal([1L, 1002L], granted.Select(row => row.Row));
    }

    [Fact]
    public async Task A_row_with_a_final_outcome_is_refused_even_when_it_was_recorded_just_before()
    {
        var audience = await Trial.AudienceAsync();
        var claim = await Trial.ClaimAsync(audience);
        for (var row = 0; row < 10; row += 2)
        {
            await Ledger.RecordAsync(StorageTrial.Outcome(audience, row));
        }

        var granted = await Trial.LeaseAsync(claim, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

        Assert.Equal([1L, 3L, 5L, 7L, 9L], granted.Select(row => row.Row));
        Assert.Equal(5, (await Ledger.CountsAsync(audience)).Delivered);
    }

    [Fact]
    public async Task Who_has_lost_a_chunk_says_nothing_of_rows_that_its_new_holder_sends()
    {
        var audience = await Trial.AudienceAsync();
        var old = await Trial.ClaimAsync(audience, "zombie");
        Trial.LetPass(TimeSpan.FromMinutes(1));
        var current = await Trial.ClaimAsync(audience, "heir");
        await Trial.LeaseAsync(current, 1, 0, 1, 2, 3);

        // Row 3 is what an attempt of the zombie found out, which is true whoever holds the chunk.
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0, 1, OutcomeKind.Unknown) with { Under = old });
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0, 1));
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 1, 1, OutcomeKind.Unknown) with { Under = old });
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 2, 1, OutcomeKind.Unknown) with { Under = current });
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 3, 1));
        await Ledger.FlushAsync();

        Assert.Equal(
            [(0L, OutcomeKind.Delivered, false), (1, null, true), (2, OutcomeKind.Unknown, false), (3, OutcomeKind.Delivered, false)],
            (await Ledger.ChunkAsync(audience, 0)).OrderBy(state => state.Row)
                .Select(state => (state.Row, state.LastKind, state.InDoubt)));
        var counts = await Ledger.CountsAsync(audience);
        Assert.Equal((2L, 1L), (counts.Delivered, counts.Unknown));
    }

    [Fact]
    public async Task A_lease_repeated_is_one_lease()
    {
        var audience = await Trial.AudienceAsync();
        LeasedRow[] rows = [new(await Trial.ClaimAsync(audience), 3, 1)];
        var lease = Guid.NewGuid();

        Assert.Single(await Ledger.LeaseAsync(lease, "lane", rows, Noon));
        Assert.Single(await Ledger.LeaseAsync(lease, "lane", rows, Noon));

        Assert.Equal(1, Assert.Single(await Ledger.ChunkAsync(audience, 0)).Attempts);
    }

    [Fact]
    public async Task The_state_of_a_row_tells_its_last_outcome_and_what_is_in_doubt()
    {
        var audience = await Trial.AudienceAsync();
        var claim = await Trial.ClaimAsync(audience);
        await Trial.LeaseAsync(claim, 1, 0, 1, 2, 3);
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0));
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 1, kind: OutcomeKind.Deferred));
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 2, kind: OutcomeKind.Deferred));
        await Trial.LeaseAsync(claim, 2, 2);

        var states = await Ledger.ChunkAsync(audience, 0);

        Assert.Equal(
            [
                new RowState(0, 1, OutcomeKind.Delivered, true, false, null, "192.0.2.1", Noon.AddMinutes(1)),
                new RowState(1, 1, OutcomeKind.Deferred, false, false, Noon.AddHours(1), "192.0.2.1", Noon.AddMinutes(1)),
                new RowState(2, 2, OutcomeKind.Deferred, false, true, Noon.AddHours(1), "192.0.2.1", Noon.AddMinutes(1)),
                new RowState(3, 1, null, false, true, null, null, Noon),
            ],
            states);
        Assert.Equal(states.Skip(2), await Ledger.ChunkAsync(audience, 0, new HashSet<long> { 2, 3, 4 }));
    }

    [Fact]
    public async Task Leases_without_an_outcome_are_in_doubt_after_a_kill()
    {
        var audience = await Trial.AudienceAsync();
        await Trial.LeaseAsync(await Trial.ClaimAsync(audience, "killed"), 1, 0, 1, 2);
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 1));
        await Ledger.FlushAsync();
        using var folder = new TempFolder();

        using var heir = Trial.Heir(folder);
        Trial.Vanish();
        await heir.Audiences.ReleaseOthersAsync("heir");
        var claim = await heir.ClaimAsync(audience, "heir");

        Assert.Equal(2, claim.Epoch);
        var states = await heir.Ledger.ChunkAsync(audience, claim.Chunk);
        Assert.Equal([(0L, true), (1L, false), (2L, true)], states.Select(state => (state.Row, state.InDoubt)));
    }

    [Fact]
    public async Task An_outcome_recorded_twice_is_counted_once_and_a_second_final_one_is_ignored()
    {
        var audience = await Trial.AudienceAsync();
        await Trial.Audiences.FactsAsync(audience);
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0, 1, OutcomeKind.Deferred));
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0, 1, OutcomeKind.Deferred));
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0, 2));
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0, 2));
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0, 3, OutcomeKind.Bounced));
        await Ledger.FlushAsync();

        Assert.Equal(new OutcomeCounts(1, 0, 0, 0, 0, 0, 0), await Ledger.CountsAsync(audience));
        Assert.Equal(2, (await Ledger.TraceAsync(StorageTrial.KeyOf("r0@example.test"))).Count);
    }

    [Fact]
    public async Task A_row_may_be_cancelled_under_the_number_of_its_deferred_attempt()
    {
        var audience = await Trial.AudienceAsync();
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0, 1, OutcomeKind.Deferred));
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0, 1, OutcomeKind.Cancelled));
        await Ledger.FlushAsync();

        Assert.Equal(new OutcomeCounts(0, 0, 0, 0, 0, 1, 0), await Ledger.CountsAsync(audience));
        Assert.True(Assert.Single(await Ledger.ChunkAsync(audience, 0)).Final);
    }

    [Fact]
    public async Task Every_row_has_exactly_one_line_in_row_order()
    {
        var audience = await Trial.AudienceAsync(chunks: 3);
        var bounce = StorageTrial.Outcome(audience, 1003, 1, OutcomeKind.Bounced) with
        {
            Enhanced = null,
            EgressIp = null,
            MxHost = null,
            Tls = null,
            Code = 0,
            Text = "",
        };
        await Ledger.RecordAsync(bounce);
        await Trial.LeaseAsync(await Trial.ClaimAsync(audience), 1, 4);
        await Ledger.FlushAsync();

        var first = await Ledger.OutcomesAsync(audience, -1, 14);
        var rest = await Ledger.OutcomesAsync(audience, first[^1].Row, 100);

        Assert.Equal(14, first.Count);
        Assert.Equal(
            Enumerable.Range(0, 30).Select(i => (i / 10 * 1000L) + (i % 10)), first.Concat(rest).Select(l => l.Row));
        Assert.Equal(bounce, first[13].Entry);
        Assert.Equal(("spring", "r13@example.test"), (first[13].Campaign, first[13].Address));
        Assert.True(first[4].Leased);
        Assert.Equal(1, first.Concat(rest).Count(line => line.Leased));
        Assert.Equal(1, first.Concat(rest).Count(line => line.Entry is not null));
        Assert.Empty(await Ledger.OutcomesAsync(audience, 2009, 10));
    }

    [Fact]
    public async Task A_trace_tells_every_attempt_in_every_audience_newest_first()
    {
        var old = await Trial.AudienceAsync(campaign: "old");
        var young = await Trial.AudienceAsync(campaign: "young");
        await Trial.Audiences.FactsAsync(old);
        await Trial.Audiences.FactsAsync(young);
        await Ledger.RecordAsync(StorageTrial.Outcome(old, 5, 1, OutcomeKind.Deferred));
        await Ledger.RecordAsync(StorageTrial.Outcome(old, 5, 2));
        await Ledger.FlushAsync();

        var trace = await Ledger.TraceAsync(StorageTrial.KeyOf("r5@example.test"));

        Assert.Equal(
            [(young, "young", null), (old, "old", 1), (old, "old", 2)],
            trace.Select(line => (line.Audience, line.Campaign, line.Entry?.Attempt)));
        Assert.All(trace, line => Assert.Equal("r5@example.test", line.Address));
        Assert.Empty(await Ledger.TraceAsync(StorageTrial.KeyOf("nobody@example.test")));
    }

    [Fact]
    public async Task What_was_recorded_for_an_address_is_found_in_every_audience()
    {
        var old = await Trial.AudienceAsync(campaign: "old");
        var young = await Trial.AudienceAsync(campaign: "young");
        await Trial.Audiences.FactsAsync(old);
        await Trial.Audiences.FactsAsync(young);
        await Ledger.RecordAsync(StorageTrial.Outcome(old, 5, 1, OutcomeKind.Deferred));
        await Ledger.RecordAsync(StorageTrial.Outcome(old, 5, 2));
        await Ledger.RecordAsync(StorageTrial.Outcome(young, 5));
        await Ledger.RecordAsync(StorageTrial.Outcome(young, 6));
        await Ledger.FlushAsync();

        var attempts = await Ledger.AttemptsAsync(StorageTrial.KeyOf("r5@example.test"));

        Assert.Equal(
            [StorageTrial.Outcome(young, 5), StorageTrial.Outcome(old, 5, 1, OutcomeKind.Deferred), StorageTrial.Outcome(old, 5, 2)],
            attempts);
        Assert.Empty(await Ledger.AttemptsAsync(StorageTrial.KeyOf("nobody@example.test")));
    }

    [Fact]
    public async Task The_ledgers_records_outlive_their_audience()
    {
        var audience = await Trial.AudienceAsync();
        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0));
        await Ledger.FlushAsync();

        await Trial.Audiences.DropAsync(audience);

        Assert.Equal(1, (await Ledger.CountsAsync(audience)).Delivered);
    }

    [Fact]
    public async Task An_outcome_that_cannot_be_written_stops_the_ledger()
    {
        var audience = await Trial.AudienceAsync();
        var claim = await Trial.ClaimAsync(audience);
        Trial.Tamper("CREATE TABLE t(x INTEGER); INSERT INTO t VALUES(1);" + (Trial.Kind == StorageKind.Sqlite
            ? "CREATE TRIGGER stop BEFORE INSERT ON outcome BEGIN SELECT RAISE(ABORT, 'full'); END"
            : "ALTER TABLE outcome ADD CONSTRAINT stop CHECK (attempt > 9)"));

        await Ledger.RecordAsync(StorageTrial.Outcome(audience, 0));

        await Assert.ThrowsAsync<IOException>(() => Trial.LeaseAsync(claim, 1, 1));
        await Assert.ThrowsAsync<IOException>(Ledger.FlushAsync);
        var problem = Trial.Services.GetServices<ISiloHealth>().Select(health => health.Problem).OfType<string>();
        Assert.Contains("start the silo anew", Assert.Single(problem), StringComparison.Ordinal);
    }
}

public sealed class SqliteLedgerStoreTests() : LedgerStoreTests(StorageKind.Sqlite);

public sealed class PostgresLedgerStoreTests() : LedgerStoreTests(StorageKind.Postgres);
