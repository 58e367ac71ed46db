using System.Data.Common;
using OrleansMail.Recipients;

namespace OrleansMail.Storage;

public abstract class ImportIndexTests(StorageKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task An_import_goes_on_after_a_kill_with_what_its_chunks_say()
    {
        var audience = await Trial.AudienceAsync(chunks: 2);
        using var folder = new TempFolder();
        using var again = Trial.Heir(folder);

        var added = await again.Audiences.AddChunkAsync(
            audience, 2, [StorageTrial.Row(3, "name 3"), StorageTrial.Row(12, "other"), StorageTrial.Row(99, "new")]);

        Assert.Equal(21, added.Rows);
        Assert.Equal(
            [new DuplicateRow(5, 5, SameValues: true), new DuplicateRow(14, 14, SameValues: false)],
            added.Duplicates);
        Assert.Equal(21, (await again.Audiences.FactsAsync(audience))!.Rows);
        Assert.Equal(1002L, await TraceAsync(again, "r12@example.test"));
        Assert.Equal(2000L, await TraceAsync(again, "r99@example.test"));
    }

    [Fact]
    public async Task An_import_that_a_kill_ended_is_whole_when_it_is_kept()
    {
        var audience = await Trial.AudienceAsync(chunks: 2);
        using var folder = new TempFolder();
        using var again = Trial.Heir(folder);

        Assert.Single(await again.Audiences.ClaimAsync(
            audience, "silo", 1, StorageTrial.Noon, StorageTrial.Noon.AddMinutes(1)));

        Assert.Equal(1005L, await TraceAsync(again, "r15@example.test"));
    }

    [Fact]
    public async Task A_chunk_that_was_undone_leaves_nothing_behind()
    {
        var audience = await Trial.AudienceAsync();
        Trial.Tamper($"INSERT INTO claim(audience, chunk, state, epoch, ready) VALUES({audience}, 1, 0, 0, 0)");
        await Assert.ThrowsAnyAsync<DbException>(
            () => Trial.Audiences.AddChunkAsync(audience, 1, StorageTrial.Rows(10, 10)));
        Trial.Tamper($"DELETE FROM claim WHERE audience = {audience} AND chunk = 1");

        var added = await Trial.Audiences.AddChunkAsync(audience, 1, StorageTrial.Rows(10, 10));

        Assert.Empty(added.Duplicates);
        Assert.Equal(20, added.Rows);
    }

    [Fact]
    public async Task A_row_is_found_whether_it_was_written_out_or_not()
    {
        const int chunks = 102;
        var audience = await Trial.AudienceAsync(chunks, IAudienceStore.ChunkRows);
        var last = (chunks * IAudienceStore.ChunkRows) - 1;

        var added = await Trial.Audiences.AddChunkAsync(
            audience, chunks, [StorageTrial.Row(0, "x"), StorageTrial.Row(last, "x"), StorageTrial.Row(last + 1, "x")]);

        Assert.Equal([2L, last + 2L], added.Duplicates.Select(duplicate => duplicate.FirstLine));
        await Trial.Audiences.FactsAsync(audience);
        Assert.Equal(0L, await TraceAsync(Trial, "r0@example.test"));
        Assert.Equal(last, await TraceAsync(Trial, $"r{last}@example.test"));
    }

    [Fact]
    public async Task What_is_added_to_a_kept_audience_is_traced_at_once()
    {
        var audience = await Trial.AudienceAsync();
        await Trial.Audiences.FactsAsync(audience);

        var added = await Trial.Audiences.AddChunkAsync(
            audience, 1, [StorageTrial.Row(3, "name 3"), StorageTrial.Row(50, "x")]);

        Assert.Equal(5, Assert.Single(added.Duplicates).FirstLine);
        Assert.Equal(1000L, await TraceAsync(Trial, "r50@example.test"));
    }

    private static async Task<long> TraceAsync(StorageTrial trial, string address) =>
        Assert.Single(await trial.Ledger.TraceAsync(StorageTrial.KeyOf(address))).Row;
}

public sealed class SqliteImportIndexTests() : ImportIndexTests(StorageKind.Sqlite);

public sealed class PostgresImportIndexTests() : ImportIndexTests(StorageKind.Postgres);
