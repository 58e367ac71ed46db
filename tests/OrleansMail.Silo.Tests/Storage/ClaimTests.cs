using OrleansMail.Recipients;

namespace OrleansMail.Storage;

public abstract class ClaimTests(StorageKind kind) : StoreTests(kind)
{
    private static DateTimeOffset Noon => StorageTrial.Noon;

    private IAudienceStore Store => Trial.Audiences;

    [Fact]
    public async Task A_chunk_is_claimed_once_until_the_claim_expires()
    {
        var audience = await Trial.AudienceAsync(chunks: 3);
        var first = await Store.ClaimAsync(audience, "a", 2, Noon, Noon.AddMinutes(1));
        var second = await Store.ClaimAsync(audience, "b", 9, Noon, Noon.AddMinutes(1));

        Trial.LetPass(TimeSpan.FromMinutes(1));

        var later = await Store.ClaimAsync(audience, "c", 9, Trial.Now, Trial.Now.AddMinutes(1));

        Assert.Equal([0, 1], first.Select(claim => claim.Chunk));
        Assert.Equal(2, Assert.Single(second).Chunk);
        Assert.Equal([2L, 2L, 2L], later.Select(claim => claim.Epoch));
        Assert.All(later, claim => Assert.Equal("c", claim.Holder));
    }

    [Fact]
    public async Task Below_a_bound_only_chunks_with_a_lower_number_are_claimed()
    {
        var audience = await Trial.AudienceAsync(chunks: 3);

        var first = await Store.ClaimAsync(audience, "a", 9, Noon, Noon.AddMinutes(1), below: 1);
        Trial.LetPass(TimeSpan.FromMinutes(1));
        var expired = await Store.ClaimAsync(audience, "b", 9, Trial.Now, Trial.Now.AddMinutes(1), below: 1);
        var rest = await Store.ClaimAsync(audience, "c", 9, Trial.Now, Trial.Now.AddMinutes(1));

        Assert.Equal(0, Assert.Single(first).Chunk);
        Assert.Equal(0, Assert.Single(expired).Chunk);
        Assert.Equal([1, 2], rest.Select(claim => claim.Chunk));
    }

    [Fact]
    public async Task Only_what_has_expired_is_taken_over()
    {
        var audience = await Trial.AudienceAsync(chunks: 4);
        await Store.ClaimAsync(audience, "gone", 1, Noon, Noon.AddMinutes(1));
        await Store.ClaimAsync(audience, "alive", 1, Noon, Noon.AddMinutes(10));
        var due = Assert.Single(await Store.ClaimAsync(audience, "alive", 1, Noon, Noon.AddMinutes(10)));
        await Store.FinishAsync(due, Noon.AddSeconds(1));
        Assert.Empty(await Store.TakeOverAsync(audience, "heir", 9, Trial.Now, Trial.Now.AddMinutes(1)));

        Trial.LetPass(TimeSpan.FromMinutes(1));
        var taken = Assert.Single(await Store.TakeOverAsync(audience, "heir", 9, Trial.Now, Trial.Now.AddMinutes(1)));

        Assert.Equal((0, 2L, "heir"), (taken.Chunk, taken.Epoch, taken.Holder));
        Assert.Empty(await Store.TakeOverAsync(audience, "other", 9, Trial.Now, Trial.Now.AddMinutes(1)));
    }

    [Fact]
    public async Task A_renewed_claim_does_not_expire()
    {
        var audience = await Trial.AudienceAsync();
        await Trial.ClaimAsync(audience, "a");

        await Store.RenewAsync("a", Noon.AddMinutes(10));

        Trial.LetPass(TimeSpan.FromMinutes(9));
        Assert.Empty(await Store.ClaimAsync(audience, "b", 1, Trial.Now, Noon.AddHours(1)));
        Trial.LetPass(TimeSpan.FromMinutes(1));
        Assert.Single(await Store.ClaimAsync(audience, "b", 1, Trial.Now, Noon.AddHours(1)));
    }

    [Fact]
    public async Task A_finished_chunk_is_due_again_or_done_for_good()
    {
        var audience = await Trial.AudienceAsync(chunks: 2);
        var waiting = await Trial.ClaimAsync(audience);
        var done = await Trial.ClaimAsync(audience);
        Assert.Equal(new AudienceProgress(2, null), await Store.ProgressAsync(audience, Noon));

        await Store.FinishAsync(waiting, Noon.AddHours(1));
        await Store.FinishAsync(done, null);

        Assert.Equal(new AudienceProgress(1, Noon.AddHours(1)), await Store.ProgressAsync(audience, Noon));
        Assert.Empty(await Store.ClaimAsync(audience, "a", 9, Noon.AddMinutes(59), Noon.AddHours(2)));
        Trial.LetPass(TimeSpan.FromHours(1));
        var again = await Trial.ClaimAsync(audience);
        Assert.Equal((0, 2L), (again.Chunk, again.Epoch));
    }

    [Fact]
    public async Task What_waits_can_be_claimed_before_its_time_but_not_what_another_holds()
    {
        var audience = await Trial.AudienceAsync(chunks: 2);
        await Store.FinishAsync(await Trial.ClaimAsync(audience), Noon.AddDays(1));
        await Trial.ClaimAsync(audience, "other");

        var claims = await Store.ClaimAsync(
            audience, "a", 9, Noon, Noon.AddMinutes(1), dueBy: DateTimeOffset.MaxValue);

        Assert.Equal((0, 2L), (Assert.Single(claims).Chunk, claims[0].Epoch));
    }

    [Fact]
    public async Task A_due_chunk_goes_before_a_fresh_one()
    {
        var audience = await Trial.AudienceAsync(chunks: 3);
        await Trial.ClaimAsync(audience);
        await Store.FinishAsync(await Trial.ClaimAsync(audience), Noon);

        Assert.Equal([1, 2], (await Store.ClaimAsync(audience, "a", 9, Noon, Noon.AddHours(2))).Select(c => c.Chunk));
    }

    [Fact]
    public async Task A_claim_that_was_taken_over_cannot_be_given_back()
    {
        var audience = await Trial.AudienceAsync();
        var old = await Trial.ClaimAsync(audience, "a");
        Trial.LetPass(TimeSpan.FromMinutes(1));
        var heir = await Trial.ClaimAsync(audience, "b");

        await Store.FinishAsync(old, null);
        await Store.RenewAsync("a", Trial.Now.AddHours(1));

        Assert.Equal(2, heir.Epoch);

        Assert.Equal(1, (await Store.ProgressAsync(audience, Noon)).Open);
    }

    [Fact]
    public async Task Claims_of_others_are_set_free_and_own_ones_stay()
    {
        var audience = await Trial.AudienceAsync(chunks: 2);
        await Trial.ClaimAsync(audience, "dead");
        await Trial.ClaimAsync(audience, "alive");
        Trial.Vanish();

        await Store.ReleaseOthersAsync("alive");

        Assert.Equal(0, (await Trial.ClaimAsync(audience, "alive")).Chunk);
        Assert.Empty(await Store.ClaimAsync(audience, "alive", 9, Noon, Noon.AddMinutes(1)));
        Assert.Null((await Store.ProgressAsync(audience, Noon)).NextDue);
    }

    [Fact]
    public async Task An_empty_chunk_is_done_from_the_start()
    {
        var audience = await Trial.AudienceAsync();
        await Store.AddChunkAsync(audience, 1, StorageTrial.Rows(0, 10));

        Assert.Equal(2, (await Store.FactsAsync(audience))!.Chunks);
        Assert.Equal(1, (await Store.ProgressAsync(audience, Noon)).Open);
    }
}

public sealed class SqliteClaimTests() : ClaimTests(StorageKind.Sqlite);

public sealed class PostgresClaimTests() : ClaimTests(StorageKind.Postgres);
