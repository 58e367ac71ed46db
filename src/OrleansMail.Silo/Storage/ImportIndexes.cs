using System.Buffers.Binary;
using OrleansMail.Recipients;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>Writes the rows of imports into the recipient table: many at a time and in the order of their keys.</summary>
/// <remarks>
/// The chunks are durable and hold the keys, so nothing is lost with the memory: an import that a start finds without
/// its index is indexed from its chunks. An audience is kept, and so claimed and traced, only when its index is whole;
/// what is added to a kept one is indexed at once.
/// </remarks>
internal sealed class ImportIndexes(IStoreWriter writer, DataKeys keys) : IRowIndexes
{
    // A slice of one key range shares its pages, and others get their turn between two.
    private const int Slice = 2_000;

    // Touched on the writer only.
    private readonly Dictionary<long, ImportIndex> _open = [];

    public IKnownRows? Open(StoreSession session, long audience, IReadOnlyList<AudienceRow> rows)
    {
        var written = session.KnownRows(audience, rows);
        if (!AudienceTable.IsInImport(session, audience))
        {
            return written;
        }

        return Find(session, audience) is { } index ? new ImportedRows(session, index, written) : null;
    }

    public bool TryKeep(StoreSession session, long audience)
    {
        if (AudienceTable.IsInImport(session, audience))
        {
            if (Find(session, audience) is not { IsEmpty: true })
            {
                return false;
            }

            Forget(session, audience);
        }

        AudienceTable.Keep(session, audience);
        return true;
    }

    public void Forget(StoreSession session, long audience)
    {
        if (_open.Remove(audience, out var index))
        {
            session.OnUndo(() => _open[audience] = index);
        }
    }

    public async Task KeepAsync(long audience)
    {
        while (!await writer.RunAsync(session => TryKeep(session, audience)))
        {
            await FlushAsync(audience);
        }
    }

    public async Task FlushAsync(long audience)
    {
        var index = await writer.RunAsync(session => Find(session, audience));
        if (index is null)
        {
            await CatchUpAsync(audience);
            return;
        }

        await index.Gate.WaitAsync();
        try
        {
            var leaving = await writer.RunAsync(_ => index.Leave());
            leaving.Span.Sort();
            await Task.WhenAll(Enumerable.Range(0, (leaving.Length + Slice - 1) / Slice).Select(number =>
            {
                var from = number * Slice;
                var slice = leaving.Slice(from, Math.Min(Slice, leaving.Length - from));
                return writer.RunAsync(session => Write(session, audience, index, slice));
            }));
            await writer.RunAsync(_ => index.Left());
        }
        finally
        {
            index.Gate.Release();
        }
    }

    /// <summary>The index of an import; null if its chunks must be indexed first. Runs on the writer.</summary>
    private ImportIndex? Find(StoreSession session, long audience)
    {
        if (!_open.TryGetValue(audience, out var index) && ChunkTable.Next(session, audience, 0) is null)
        {
            _open[audience] = index = new ImportIndex();
        }

        return index;
    }

    private static void Write(
        StoreSession session, long audience, ImportIndex index, ReadOnlyMemory<UInt128> leaving)
    {
        // Dropped meanwhile: what is written now would stay for good.
        if (!AudienceTable.IsInImport(session, audience))
        {
            return;
        }

        Span<byte> key = stackalloc byte[16];
        foreach (var octets in leaving.Span)
        {
            // What was undone meanwhile is not there any more.
            if (index.TryFind(octets, out var row))
            {
                BinaryPrimitives.WriteUInt128BigEndian(key, octets);
                RecipientTable.AddOnce(session, audience, key, row);
            }
        }
    }

    private async Task CatchUpAsync(long audience)
    {
        // Without a key there are no rows that could be read.
        var seal = await keys.OfAudienceAsync(audience);
        int? next = 0;
        while (seal is not null
            && await writer.RunAsync(session => IndexChunk(session, seal, audience, next.Value)) is { } done)
        {
            next = done + 1;
        }

        await writer.RunAsync(session =>
            AudienceTable.IsInImport(session, audience) && _open.TryAdd(audience, new ImportIndex()));
    }

    /// <summary>Indexes the first chunk from a number on and says which it was; null if there is none.</summary>
    private int? IndexChunk(StoreSession session, DataKey seal, long audience, int from)
    {
        if (!AudienceTable.IsInImport(session, audience) || ChunkTable.Next(session, audience, from) is not { } number)
        {
            return null;
        }

        var chunk = ChunkTable.Load(keys, session, audience, number)!;
        var hash = seal.Hash(RecipientTable.DigestUse);
        var scratch = new OctetWriter();
        for (var i = 0; i < chunk.Rows.Count; i++)
        {
            var row = chunk.Rows[i];
            var digest = RowCodec.Digest(hash, scratch, row.Values);
            RecipientTable.AddOnce(session, audience, row.Key, new IndexedRow(chunk.FirstRow + i, row.Line, digest));
        }

        return number;
    }
}
