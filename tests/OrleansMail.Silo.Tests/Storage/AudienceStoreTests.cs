using OrleansMail.Recipients;

namespace OrleansMail.Storage;

public abstract class AudienceStoreTests(StorageKind kind) : StoreTests(kind)
{
    private IAudienceStore Store => Trial.Audiences;

    [Fact]
    public async Task Rows_come_back_as_they_were_added()
    {
        var audience = await Store.OpenAsync("spring", ["name", "city"], isStream: false);
        var row = StorageTrial.Row("zoë@example.test", 7, "Zoë", "");

        var added = await Store.AddChunkAsync(audience, 3, [row]);

        var chunk = await Store.LoadAsync(audience, 3);
        Assert.Equal(1, added.Rows);
        Assert.Empty(added.Duplicates);
        Assert.NotNull(chunk);
        Assert.Equal(3000, chunk.FirstRow);
        var read = Assert.Single(chunk.Rows);
        Assert.Equal((row.Line, row.Address), (read.Line, read.Address));
        Assert.Equal(row.Key, read.Key);
        Assert.Equal(row.Values, read.Values);
        Assert.Null(await Store.LoadAsync(audience, 4));
    }

    [Fact]
    public async Task Of_a_chunk_a_few_rows_can_be_read_in_their_places()
    {
        var audience = await Store.OpenAsync("spring", ["name"], isStream: false);
        await Store.AddChunkAsync(audience, 2, StorageTrial.Rows(0, 5));

        var all = (await Store.LoadAsync(audience, 2))!;
        var few = (await Store.LoadAsync(audience, 2, new HashSet<long> { 2001, 2004, 7 }))!;

        Assert.True(few.IsIntact);
        Assert.Equal(
            ["", all.Rows[1].Address, "", "", all.Rows[4].Address], few.Rows.Select(row => row.Address));
        Assert.Equal(all.Rows[4].Values, few.Rows[4].Values);
        Assert.Equal(all.Rows[4].Key, few.Rows[4].Key);
    }

    [Fact]
    public async Task A_duplicate_is_left_out_within_a_chunk_and_across_chunks()
    {
        var audience = await Store.OpenAsync("spring", ["name"], isStream: false);
        await Store.AddChunkAsync(
            audience, 0, [StorageTrial.Row("a@b.test", 2, "A"), StorageTrial.Row("a@b.test", 3, "A")]);

        var added = await Store.AddChunkAsync(
            audience, 1, [StorageTrial.Row("a@b.test", 4, "other"), StorageTrial.Row("c@b.test", 5, "C")]);

        Assert.Equal(2, added.Rows);
        Assert.Equal(new DuplicateRow(4, 2, SameValues: false), Assert.Single(added.Duplicates));
        var facts = await Store.FactsAsync(audience);
        Assert.Equal((2L, 1L, 1L), (facts!.Rows, facts.SameDuplicates, facts.OtherDuplicates));
        Assert.Equal("c@b.test", (await Store.LoadAsync(audience, 1))!.Rows[0].Address);
    }

    [Fact]
    public async Task The_same_address_may_be_in_two_audiences()
    {
        var first = await Trial.AudienceAsync(campaign: "one");
        var second = await Trial.AudienceAsync(campaign: "two");

        Assert.Equal(10, (await Store.FactsAsync(first))!.Rows);
        Assert.Equal(10, (await Store.FactsAsync(second))!.Rows);
    }

    [Fact]
    public async Task Adding_a_chunk_again_gives_the_answer_of_before_and_adds_nothing()
    {
        var audience = await Store.OpenAsync("spring", ["name"], isStream: false);
        AudienceRow[] rows = [StorageTrial.Row("a@b.test", 2, "A"), StorageTrial.Row("a@b.test", 3, "B")];
        var before = await Store.AddChunkAsync(audience, 0, rows);
        await Store.AddChunkAsync(audience, 1, StorageTrial.Rows(0, 5));

        var again = await Store.AddChunkAsync(audience, 0, rows);

        Assert.Equal(before.Rows, again.Rows);
        Assert.Equal(before.Duplicates, again.Duplicates);
        Assert.Equal(6, (await Store.FactsAsync(audience))!.Rows);
    }

    [Fact]
    public async Task More_rows_than_a_chunk_holds_are_refused()
    {
        var audience = await Store.OpenAsync("spring", ["name"], isStream: false);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Store.AddChunkAsync(audience, 0, StorageTrial.Rows(0, 1001)));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Store.AddChunkAsync(audience + 1, 0, StorageTrial.Rows(0, 1)));
    }

    [Fact]
    public async Task The_facts_of_two_equal_audiences_have_one_root()
    {
        var first = await Store.FactsAsync(await Trial.AudienceAsync(chunks: 2, campaign: "one"));
        var second = await Store.FactsAsync(await Trial.AudienceAsync(chunks: 2, campaign: "two"));
        var other = await Store.FactsAsync(await Trial.AudienceAsync(chunks: 3, campaign: "three"));

        Assert.Equal(first!.Root, second!.Root);
        Assert.NotEqual(first.Root, other!.Root);
        Assert.Equal(("one", 20L, 2, false), (first.Campaign, first.Rows, first.Chunks, first.IsStream));
        Assert.Equal(["name"], first.Columns);
        Assert.Null(await Store.FactsAsync(99));
    }

    [Fact]
    public async Task A_chunk_changed_on_the_disk_is_not_intact()
    {
        var audience = await Trial.AudienceAsync();
        var root = (await Store.FactsAsync(audience))!.Root;
        Assert.True((await Store.LoadAsync(audience, 0))!.IsIntact);

        Trial.Tamper("UPDATE chunk SET body = substr(body, 1, length(body) - 1)");
        Assert.False((await Store.LoadAsync(audience, 0))!.IsIntact);
        Assert.Equal(root, (await Store.FactsAsync(audience))!.Root);

        Trial.Tamper($"UPDATE chunk SET body = {Trial.Octets([1, 2])}");
        Assert.Empty((await Store.LoadAsync(audience, 0))!.Rows);

        Trial.Tamper($"UPDATE chunk SET hash = {Trial.Octets(new byte[32])}");
        Assert.NotEqual(root, (await Store.FactsAsync(audience))!.Root);
    }

    [Fact]
    public async Task Opening_drops_an_import_nobody_froze_and_keeps_one_that_was()
    {
        var lost = await Trial.AudienceAsync();
        var frozen = await Trial.AudienceAsync();
        Assert.Null(await Store.LoadAsync(lost, 0));
        await Store.FactsAsync(frozen);

        await Trial.AudienceAsync();

        Assert.Null(await Store.FactsAsync(lost));
        Assert.NotNull(await Store.FactsAsync(frozen));
        Assert.Single(await Store.ClaimAsync(
            frozen, "silo", 10, StorageTrial.Noon, StorageTrial.Noon.AddMinutes(1)));
    }

    [Fact]
    public async Task A_dropped_audience_is_gone_and_may_be_dropped_again()
    {
        var audience = await Trial.AudienceAsync(chunks: 2);

        await Store.DropAsync(audience);
        await Store.DropAsync(audience);

        Assert.Null(await Store.FactsAsync(audience));
        Assert.Null(await Store.LoadAsync(audience, 1));
        Assert.Empty(await Store.ClaimAsync(audience, "silo", 9, StorageTrial.Noon, StorageTrial.Noon.AddHours(1)));
        Assert.Equal(new AudienceProgress(0, null), await Store.ProgressAsync(audience, StorageTrial.Noon));
        Assert.Empty(await Trial.Ledger.TraceAsync(StorageTrial.KeyOf("r1@example.test")));
        Assert.NotEqual(audience, await Trial.AudienceAsync());
    }
}

public sealed class SqliteAudienceStoreTests() : AudienceStoreTests(StorageKind.Sqlite);

public sealed class PostgresAudienceStoreTests() : AudienceStoreTests(StorageKind.Postgres);
