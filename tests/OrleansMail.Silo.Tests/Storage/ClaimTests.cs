using OrleansMail.Recipients;

namespace OrleansMail.Storage;

public sealed class ClaimTests : IDisposable
{
    private readonly StorageTrial _trial = new();

    private static DateTimeOffset Noon => StorageTrial.Noon;

    private IAudienceStore Store => _trial.Audiences;

    public void Dispose() => _trial.Dispose();

    [Fact]
    public async Task A_chunk_is_claimed_once_until_the_claim_expires()
    {
        var audience = await _trial.AudienceAsync(chunks: 3);
        var first = await Store.ClaimAsync(audience, "a", 2, Noon, Noon.AddMinutes(1));
        var second = await Store.ClaimAsync(audience, "b", 9, Noon, Noon.AddMinutes(1));

        var later = await Store.ClaimAsync(audience, "c", 9, Noon.AddMinutes(1), Noon.AddMinutes(2));

        Assert.Equal([0, 1], first.Select(claim => claim.Chunk));
        Assert.Equal(2, Assert.Single(second).Chunk);
        Assert.Equal([2L, 2L, 2L], later.Select(claim => claim.Epoch));
        Assert.All(later, claim => Assert.Equal("c", claim.Holder));
    }

    [Fact]
    public async Task Below_a_bound_only_chunks_with_a_lower_number_are_claimed()
    {
        var audience = await _trial.AudienceAsync(chunks: 3);

        var first = await Store.ClaimAsync(audience, "a", 9, Noon, Noon.AddMinutes(1), below: 1);
        var expired = await Store.ClaimAsync(audience, "b", 9, Noon.AddMinutes(1), Noon.AddMinutes(2), below: 1);
        var rest = await Store.ClaimAsync(audience, "c", 9, Noon.AddMinutes(1), Noon.AddMinutes(2));

        Assert.Equal(0, Assert.Single(first).Chunk);
        Assert.Equal(0, Assert.Single(expired).Chunk);
        Assert.Equal([1, 2], rest.Select(claim => claim.Chunk));
    }

    [Fact]
    public async Task A_renewed_claim_does_not_expire()
    {
        var audience = await _trial.AudienceAsync();
        await _trial.ClaimAsync(audience, "a");

        await Store.RenewAsync("a", Noon.AddMinutes(10));

        Assert.Empty(await Store.ClaimAsync(audience, "b", 1, Noon.AddMinutes(9), Noon.AddHours(1)));
        Assert.Single(await Store.ClaimAsync(audience, "b", 1, Noon.AddMinutes(10), Noon.AddHours(1)));
    }

    [Fact]
    public async Task A_finished_chunk_is_due_again_or_done_for_good()
    {
        var audience = await _trial.AudienceAsync(chunks: 2);
        var waiting = await _trial.ClaimAsync(audience);
        var done = await _trial.ClaimAsync(audience);
        Assert.Equal(new AudienceProgress(2, null), await Store.ProgressAsync(audience, Noon));

        await Store.FinishAsync(waiting, Noon.AddHours(1));
        await Store.FinishAsync(done, null);

        Assert.Equal(new AudienceProgress(1, Noon.AddHours(1)), await Store.ProgressAsync(audience, Noon));
        Assert.Empty(await Store.ClaimAsync(audience, "a", 9, Noon.AddMinutes(59), Noon.AddHours(2)));
        var again = await _trial.ClaimAsync(audience, now: Noon.AddHours(1));
        Assert.Equal((0, 2L), (again.Chunk, again.Epoch));
    }

    [Fact]
    public async Task A_due_chunk_goes_before_a_fresh_one()
    {
        var audience = await _trial.AudienceAsync(chunks: 3);
        await _trial.ClaimAsync(audience);
        await Store.FinishAsync(await _trial.ClaimAsync(audience), Noon);

        Assert.Equal([1, 2], (await Store.ClaimAsync(audience, "a", 9, Noon, Noon.AddHours(2))).Select(c => c.Chunk));
    }

    [Fact]
    public async Task A_claim_that_was_taken_over_cannot_be_given_back()
    {
        var audience = await _trial.AudienceAsync();
        var old = await _trial.ClaimAsync(audience, "a");
        await _trial.ClaimAsync(audience, "b", Noon.AddMinutes(1));

        await Store.FinishAsync(old, null);

        Assert.Equal(1, (await Store.ProgressAsync(audience, Noon)).Open);
    }

    [Fact]
    public async Task Claims_of_others_are_set_free_and_own_ones_stay()
    {
        var audience = await _trial.AudienceAsync(chunks: 2);
        await _trial.ClaimAsync(audience, "dead");
        await _trial.ClaimAsync(audience, "alive");

        await Store.ReleaseOthersAsync("alive");

        Assert.Equal(0, (await _trial.ClaimAsync(audience, "alive")).Chunk);
        Assert.Empty(await Store.ClaimAsync(audience, "alive", 9, Noon, Noon.AddMinutes(1)));
        Assert.Null((await Store.ProgressAsync(audience, Noon)).NextDue);
    }

    [Fact]
    public async Task An_empty_chunk_is_done_from_the_start()
    {
        var audience = await _trial.AudienceAsync();
        await Store.AddChunkAsync(audience, 1, StorageTrial.Rows(0, 10));

        Assert.Equal(2, (await Store.FactsAsync(audience))!.Chunks);
        Assert.Equal(1, (await Store.ProgressAsync(audience, Noon)).Open);
    }
}
