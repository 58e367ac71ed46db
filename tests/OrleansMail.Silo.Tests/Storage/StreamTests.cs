using System.Globalization;
using OrleansMail.Recipients;

namespace OrleansMail.Storage;

public abstract class StreamTests(StorageKind kind) : StoreTests(kind)
{
    private static readonly byte[] Body = new byte[32];

    private static DateTimeOffset Noon => StorageTrial.Noon;

    private IAudienceStore Store => Trial.Audiences;

    [Fact]
    public async Task A_key_used_again_gives_the_first_row_and_refuses_another_body()
    {
        var stream = await OpenAsync();
        var first = await AppendAsync(stream, "order-1");

        var again = await Store.AppendAsync(stream, "order-1", Body, StorageTrial.Row("a@b.test"), Noon.AddHours(1));
        var other = await Store.AppendAsync(stream, "order-1", [1], StorageTrial.Row("a@b.test"), Noon.AddHours(1));

        Assert.Equal(new StreamAppend(0, Noon, SameBody: true), first);
        Assert.Equal(first, again);
        Assert.Equal(first with { SameBody = false }, other);
        Assert.Equal(1, (await Store.FactsAsync(stream))!.Rows);
    }

    [Fact]
    public async Task Without_a_key_every_append_is_a_new_row_even_for_one_address()
    {
        var stream = await OpenAsync();

        Assert.Equal(0, (await AppendAsync(stream, null)).Row);
        Assert.Equal(1, (await AppendAsync(stream, null)).Row);
        Assert.Equal(2, (await Trial.Ledger.TraceAsync(StorageTrial.KeyOf("a@b.test"))).Count);
    }

    [Fact]
    public async Task A_hundred_appends_at_once_under_ten_keys_make_ten_rows()
    {
        var stream = await OpenAsync();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(call => Task.Run(() => AppendAsync(stream, (call % 10).ToString(CultureInfo.InvariantCulture)))));

        Assert.All(receipts, receipt => Assert.True(receipt.SameBody));
        Assert.Equal(Enumerable.Range(0, 10).Select(row => (long)row), receipts.Select(r => r.Row).Distinct().Order());
        Assert.All(receipts.Select((receipt, call) => (receipt.Row, Key: call % 10)).GroupBy(pair => pair.Key),
            group => Assert.Single(group.Select(pair => pair.Row).Distinct()));
    }

    [Fact]
    public async Task Claiming_seals_what_is_there_and_the_next_row_begins_a_chunk()
    {
        var stream = await OpenAsync();
        await AppendAsync(stream, "1");
        await AppendAsync(stream, "2");
        Assert.Equal(1, (await Store.ProgressAsync(stream, Noon)).Open);

        var claim = await Trial.ClaimAsync(stream);
        var next = await AppendAsync(stream, "3");

        Assert.Equal(0, claim.Chunk);
        Assert.Equal(2, (await Store.LoadAsync(stream, 0))!.Rows.Count);
        Assert.Equal(1000, next.Row);
        Assert.Equal(2, (await Store.ProgressAsync(stream, Noon)).Open);
        Assert.Equal(0, (await AppendAsync(stream, "1")).Row);
        Assert.Equal(1, (await Trial.ClaimAsync(stream)).Chunk);
        Assert.Equal([0L, 1L, 1000L], (await Trial.Ledger.OutcomesAsync(stream, -1, 10)).Select(line => line.Row));
    }

    [Fact]
    public async Task More_rows_than_a_chunk_holds_become_several_chunks()
    {
        var stream = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 2500).Select(_ => AppendAsync(stream, null)));

        var claims = await Store.ClaimAsync(stream, "silo", 9, Noon, Noon.AddMinutes(1));

        Assert.Equal([0, 1, 2], claims.Select(claim => claim.Chunk));
        Assert.Equal(500, (await Store.LoadAsync(stream, 2))!.Rows.Count);
        Assert.Equal(3000, (await AppendAsync(stream, null)).Row);
        var facts = await Store.FactsAsync(stream);
        Assert.Equal((2501L, 3, true), (facts!.Rows, facts.Chunks, facts.IsStream));
    }

    [Fact]
    public async Task Rows_not_yet_sealed_are_reported_too()
    {
        var stream = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 1200).Select(_ => AppendAsync(stream, null)));

        var page = await Trial.Ledger.OutcomesAsync(stream, 99, 1050);

        Assert.Equal(Enumerable.Range(100, 1050).Select(row => (long)row), page.Select(line => line.Row));
        Assert.Equal("a@b.test", page[^1].Address);
    }

    [Fact]
    public async Task A_dropped_stream_leaves_nothing_behind()
    {
        var stream = await OpenAsync();
        await AppendAsync(stream, "1");

        await Store.DropAsync(stream);

        Assert.Empty(await Trial.Ledger.TraceAsync(StorageTrial.KeyOf("a@b.test")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync(stream, "1"));
    }

    private Task<long> OpenAsync() => Store.OpenAsync("shop.test/orders", ["name"], isStream: true);

    private Task<StreamAppend> AppendAsync(long stream, string? key) =>
        Store.AppendAsync(stream, key, Body, StorageTrial.Row("a@b.test", 0, "A"), Noon);
}

public sealed class SqliteStreamTests() : StreamTests(StorageKind.Sqlite);

public sealed class PostgresStreamTests() : StreamTests(StorageKind.Postgres);
