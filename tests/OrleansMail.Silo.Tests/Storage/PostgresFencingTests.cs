using Microsoft.Extensions.DependencyInjection;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>Several silos on one database.</summary>
public sealed class PostgresFencingTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private StorageTrial _one = null!;
    private StorageTrial _other = null!;

    public async ValueTask InitializeAsync()
    {
        _one = await StorageTrial.OpenAsync(StorageKind.Postgres);
        _other = _one.Heir(_folder);
    }

    public ValueTask DisposeAsync()
    {
        _other.Dispose();
        _one.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_chunk_that_all_silos_want_is_claimed_by_one()
    {
        var audience = await _one.AudienceAsync(chunks: 60, rows: 1);
        await _one.Audiences.FactsAsync(audience);

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() =>
            ClaimAllAsync(number % 2 == 0 ? _one : _other, audience, $"silo-{number}"))));

        Assert.Equal(Enumerable.Range(0, 60), claims.SelectMany(one => one).Select(claim => claim.Chunk).Order());
        Assert.All(claims.SelectMany(one => one), claim => Assert.Equal(1, claim.Epoch));
    }

    [Fact]
    public async Task A_lease_of_a_silo_that_lost_its_claim_is_refused_or_seen_by_the_next()
    {
        var audience = await _one.AudienceAsync();
        var granted = 0;
        for (var round = 0; round < 30; round++)
        {
            var zombie = await _one.ClaimAsync(audience, "zombie");
            _one.LetPass(TimeSpan.FromMinutes(1));
            _other.Clock.Advance(TimeSpan.FromMinutes(1));
            var lease = _one.LeaseAsync(zombie, (2 * round) + 1, 0, 1);

            // Passed over while the lease is being written: then it is the next one's.
            IReadOnlyList<ChunkClaim> heir = [];
            while (heir.Count == 0)
            {
                heir = await _other.Audiences.ClaimAsync(audience, "heir", 1, _other.Now, _other.Now.AddMinutes(1));
            }

            var seen = await _other.Ledger.ChunkAsync(audience, 0);
            var rows = await lease;
            granted += rows.Count;
            Assert.Equal(rows.Count, seen.Count(state => state.Attempts == (2 * round) + 1));
            await _other.Audiences.FinishAsync(heir[0], _other.Now);
        }

        Assert.True(granted > 0, "No lease was ever in time.");
    }

    [Fact]
    public async Task Two_silos_that_both_end_a_row_end_it_once()
    {
        var audience = await _one.AudienceAsync(rows: 100);
        await Task.WhenAll(Enumerable.Range(0, 100).SelectMany(row => new[]
        {
            _one.Ledger.RecordAsync(StorageTrial.Outcome(audience, row, 1)).AsTask(),
            _other.Ledger.RecordAsync(StorageTrial.Outcome(audience, row, 2, OutcomeKind.Unknown)).AsTask(),
            _other.Ledger.RecordAsync(StorageTrial.Outcome(audience, row, 1, OutcomeKind.Deferred)).AsTask(),
        }));
        await _one.Ledger.FlushAsync();
        await _other.Ledger.FlushAsync();

        var counts = await _one.Ledger.CountsAsync(audience);
        Assert.Equal(100, counts.Final);
        Assert.Equal(0, counts.Deferred);
        Assert.Equal(100L, _one.Postgres.Ask("SELECT count(*) FROM outcome WHERE final = 1"));
    }

    [Fact]
    public async Task What_a_silo_that_is_lost_in_the_middle_of_a_transaction_had_locked_is_free_soon()
    {
        var audience = await _one.AudienceAsync();
        await _one.ClaimAsync(audience, "lost");
        _one.LetPass(TimeSpan.FromMinutes(1));
        using var found = new ManualResetEventSlim();
        var lost = _one.Services.GetRequiredService<StoreWriters>().Ledger.RunAsync(session =>
        {
            var claims = ClaimTable.Claim(
                session, audience, "lost", 1, _one.Now, _one.Now.AddMinutes(1), int.MaxValue, _one.Now);

            // No word from it, as from a machine without power: the server still believes in the connection.
            found.Wait(TimeSpan.FromMinutes(2));
            return claims;
        });

        var began = TimeProvider.System.GetTimestamp();
        IReadOnlyList<ChunkClaim> heir = [];
        while (heir.Count == 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(1), "Its chunk stays locked.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            heir = await _other.Audiences.TakeOverAsync(audience, "heir", 1, _other.Now, _other.Now.AddMinutes(1));
        }

        found.Set();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => lost);
        Assert.Equal((0, 2L), (heir[0].Chunk, heir[0].Epoch));
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_not_renewed()
    {
        var audience = await _one.AudienceAsync(chunks: 2);
        await _one.ClaimAsync(audience, "one");
        _one.Postgres.Run($"UPDATE claim SET state = 2, epoch = 7, holder = 'one', ready = {_one.Now.UtcTicks}"
            + $" WHERE audience = {audience} AND state = 0");

        await _one.Audiences.RenewAsync("one", _one.Now.AddHours(1));

        Assert.Equal(8, (await _one.ClaimAsync(audience, "one")).Epoch);
    }

    [Fact]
    public async Task A_key_destroyed_by_one_silo_is_gone_from_the_memory_of_the_other()
    {
        await _one.Contents.PutAsync("spring", [1, 2, 3]);
        Assert.NotNull(await _other.Contents.GetAsync("spring"));

        await _one.Services.GetRequiredService<IKeyVault>().ForgetAsync("spring");

        Assert.Null(await _other.Contents.GetAsync("spring"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _other.Contents.PutAsync("spring", [1]));
    }

    [Fact]
    public async Task Silos_that_import_in_turn_find_each_others_rows()
    {
        var audience = await _one.Audiences.OpenAsync("spring", ["name"], isStream: false);
        await _one.Audiences.AddChunkAsync(audience, 0, StorageTrial.Rows(0, 10));
        await _other.Audiences.AddChunkAsync(audience, 1, StorageTrial.Rows(5, 10));

        var added = await _one.Audiences.AddChunkAsync(audience, 2, StorageTrial.Rows(10, 10));

        Assert.Equal((20L, 5), (added.Rows, added.Duplicates.Count));
        Assert.All(added.Duplicates, duplicate => Assert.True(duplicate.SameValues));
    }

    [Fact]
    public async Task The_same_chunk_from_two_silos_at_once_is_added_once()
    {
        var audience = await _one.Audiences.OpenAsync("spring", ["name"], isStream: false);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            (number % 2 == 0 ? _one : _other).Audiences.AddChunkAsync(audience, 0, StorageTrial.Rows(0, 10)))));

        Assert.All(answers, answer => Assert.Equal(10, answer.Rows));
        Assert.Equal(10, (await _one.Audiences.FactsAsync(audience))!.Rows);
    }

    private static async Task<List<ChunkClaim>> ClaimAllAsync(StorageTrial trial, long audience, string holder)
    {
        var all = new List<ChunkClaim>();
        while ((await trial.Audiences.ProgressAsync(audience, trial.Now)).Open > 0)
        {
            var claims = await trial.Audiences.ClaimAsync(audience, holder, 3, trial.Now, trial.Now.AddMinutes(1));
            all.AddRange(claims);
            foreach (var claim in claims)
            {
                await trial.Audiences.FinishAsync(claim, null);
            }
        }

        return all;
    }
}
