using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansMail.Recipients;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>Audiences.</summary>
internal sealed class AudienceStore(
    StoreWriters writers, IStoreReaders readers, DataKeys keys, IRowIndexes indexes, TimeProvider clock) : IAudienceStore
{
    private const string Facts = """
        SELECT campaign, is_stream, state, rows, same, other, columns FROM audience WHERE id = ?1 AND state <> 2
        """;

    private const string Hashes = "SELECT number, rows, hash FROM chunk WHERE audience = ?1 ORDER BY number";

    private const string Open = """
        SELECT count(*), min(CASE WHEN state = 1 THEN ready END) FROM claim WHERE audience = ?1 AND state <> 3
        """;

    private const string Loose = "SELECT 1 FROM stream_row WHERE audience = ?1 LIMIT 1";
    private const string DeleteClaims = "DELETE FROM claim WHERE audience = ?1";

    // Claims that this process holds, and not those that an answer lost on its way told nobody of: they run out.
    private readonly HeldClaims _held = new();

    public async Task<long> OpenAsync(string campaign, string[] columns, bool isStream)
    {
        // Made, and durable, before the first row needs it.
        await keys.GetAsync(KeyScope.Campaign(campaign));
        var (audience, dropped) = await writers.Others.RunAsync(session =>
            (AudienceTable.Open(session, campaign, columns, isStream), AudienceTable.ListDropped(session)));

        // Also finishes what a process that died did not.
        foreach (var old in dropped)
        {
            await RemoveAsync(old);
        }

        return audience;
    }

    public async Task<ChunkAdded> AddChunkAsync(long audience, int chunk, IReadOnlyList<AudienceRow> rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chunk);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Count, IAudienceStore.ChunkRows, nameof(rows));
        var seal = await SealAsync(audience);
        var hash = seal.Hash(RecipientTable.DigestUse);
        var scratch = new OctetWriter();
        var digests = rows.Select(row => RowCodec.Digest(hash, scratch, row.Values)).ToArray();
        while (true)
        {
            var (added, isFull) = await writers.Others.RunAsync(session => Add(session, seal, audience, chunk, rows, digests));
            if (added is null || isFull)
            {
                await indexes.FlushAsync(audience);
            }

            if (added is not null)
            {
                return added;
            }
        }
    }

    public async Task<AudienceFacts?> FactsAsync(long audience)
    {
        var (facts, isKept) = await readers.RunAsync(session => ReadFacts(session, audience));
        if (facts is null || isKept)
        {
            return facts;
        }

        // Who asks for the root means to freeze it; so an import that begins later must not drop this one.
        await indexes.KeepAsync(audience);
        return (await readers.RunAsync(session => ReadFacts(session, audience))).Facts;
    }

    public Task<bool> IsIntactAsync(long audience) =>
        readers.RunAsync(session => ChunkTable.AreIntact(keys, session, audience));

    public async Task DropAsync(long audience)
    {
        await writers.Others.RunAsync(session => AudienceTable.Drop(session, audience));
        await RemoveAsync(audience);
    }

    public Task<AudienceChunk?> LoadAsync(long audience, int chunk, IReadOnlySet<long>? only = null) =>
        readers.RunAsync(session => ChunkTable.Load(keys, session, audience, chunk, only));

    public Task<int> RowsAsync(long audience, int chunk) =>
        readers.RunAsync(session => ChunkTable.Rows(session, audience, chunk));

    public async Task<IReadOnlyList<ChunkClaim>> ClaimAsync(
        long audience, string holder, int max, DateTimeOffset now, DateTimeOffset until, int below = int.MaxValue,
        DateTimeOffset? dueBy = null)
    {
        var seal = await keys.OfAudienceAsync(audience);
        while (true)
        {
            var claims = await writers.Ledger.RunAsync(session => indexes.TryKeep(session, audience)
                ? Claim(session, seal, audience, holder, max, now, until, below, dueBy ?? now)
                : null);
            if (claims is not null)
            {
                _held.Add(claims);
                return claims;
            }

            await indexes.KeepAsync(audience);
        }
    }

    public async Task<IReadOnlyList<ChunkClaim>> TakeOverAsync(
        long audience, string holder, int max, DateTimeOffset now, DateTimeOffset until)
    {
        var claims = await writers.Ledger.RunAsync(
            session => ClaimTable.TakeOver(session, audience, holder, max, now, until));
        _held.Add(claims);
        return claims;
    }

    public Task RenewAsync(string holder, DateTimeOffset until)
    {
        var now = clock.GetUtcNow();
        var held = _held.Of(holder);
        return writers.Ledger.RunAsync(session => held.ForEach(claim => ClaimTable.Renew(session, claim, now, until)));
    }

    public async Task FinishAsync(ChunkClaim claim, DateTimeOffset? dueAt)
    {
        await writers.Ledger.RunAsync(session => ClaimTable.Finish(session, claim, dueAt));
        _held.Remove(claim);
    }

    public Task ReleaseOthersAsync(string holder) =>
        writers.Ledger.RunAsync(session => ClaimTable.ReleaseOthers(session, holder));

    public Task<AudienceProgress> ProgressAsync(long audience, DateTimeOffset now) => readers.RunAsync(session =>
    {
        var line = session[Open].Bind(1, audience);
        line.Step();
        var loose = session[Loose].Bind(1, audience).Step() ? 1 : 0;
        return new AudienceProgress(
            line.Int(0) + loose, line.IsNull(1) ? null : new DateTimeOffset(line.Long(1), TimeSpan.Zero));
    });

    public async Task<StreamAppend> AppendAsync(
        long audience, string? key, byte[] bodyHash, AudienceRow row, DateTimeOffset now)
    {
        var seal = await SealAsync(audience);
        return await writers.Others.RunAsync(session =>
            StreamTable.Append(session, seal, audience, key, bodyHash, row, now));
    }

    private async ValueTask<DataKey> SealAsync(long audience) => await keys.OfAudienceAsync(audience)
        ?? throw new InvalidOperationException($"Audience {audience} is not open for such rows.");

    private List<ChunkClaim> Claim(
        StoreSession session, DataKey? seal, long audience, string holder, int max, DateTimeOffset now,
        DateTimeOffset until, int below, DateTimeOffset dueBy)
    {
        var claims = ClaimTable.Claim(session, audience, holder, max, now, until, below, dueBy);
        while (claims.Count < max && StreamTable.Close(keys, session, seal, audience))
        {
            claims.AddRange(ClaimTable.Claim(session, audience, holder, max - claims.Count, now, until, below, dueBy));
        }

        return claims;
    }

    /// <summary>Adds a chunk once; without an answer if the audience has to be indexed first.</summary>
    private (ChunkAdded? Added, bool IsFull) Add(
        StoreSession session, DataKey seal, long audience, int chunk, IReadOnlyList<AudienceRow> rows, long[] digests)
    {
        // First of all: whoever adds to the same audience waits here, and then sees what was added.
        var before = AudienceTable.Get(session, audience, isStream: false).Rows;
        if (ChunkTable.FindAnswer(session, audience, chunk) is { } answered)
        {
            return (answered, false);
        }

        if (indexes.Open(session, audience, rows) is not { } known)
        {
            return default;
        }

        var kept = new List<AudienceRow>(rows.Count);
        var duplicates = new List<DuplicateRow>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (known.TryFind(row.Key, out var first))
            {
                duplicates.Add(new DuplicateRow(row.Line, first.Line, first.Digest == digests[i]));
                continue;
            }

            known.Add(row, ((long)chunk * IAudienceStore.ChunkRows) + kept.Count, digests[i]);
            kept.Add(row);
        }

        known.Save();
        var same = duplicates.Count(duplicate => duplicate.SameValues);
        var answer = new ChunkAdded(before + kept.Count, duplicates);
        ChunkTable.Add(session, seal, audience, chunk, kept, answer);
        AudienceTable.Add(session, audience, kept.Count, same, duplicates.Count - same);
        return (answer, known.IsFull);
    }

    private static (AudienceFacts? Facts, bool IsKept) ReadFacts(StoreSession session, long audience)
    {
        var line = session[Facts].Bind(1, audience);
        if (!line.Step())
        {
            return (null, false);
        }

        using var root = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunks = 0;
        var chunk = session[Hashes].Bind(1, audience);
        Span<byte> head = stackalloc byte[8];
        for (; chunk.Step(); chunks++)
        {
            BinaryPrimitives.WriteInt32BigEndian(head, chunk.Int(0));
            BinaryPrimitives.WriteInt32BigEndian(head[4..], chunk.Int(1));
            root.AppendData(head);
            root.AppendData(chunk.Blob(2));
        }

        var facts = new AudienceFacts(
            audience, line.Text(0), RowCodec.DecodeColumns(line.Blob(6)), line.Long(3), chunks,
            root.GetHashAndReset(), line.Flag(1), line.Long(4), line.Long(5));
        return (facts, line.Int(2) != 0);
    }

    /// <summary>Deletes what is left of a dropped audience, a chunk at a time so that others get their turn.</summary>
    private async Task RemoveAsync(long audience)
    {
        await writers.Others.RunAsync(session =>
        {
            indexes.Forget(session, audience);
            session[DeleteClaims].Bind(1, audience).Run();
            StreamTable.RemoveKeys(session, audience);
        });

        while (await writers.Others.RunAsync(session =>
            ChunkTable.RemoveFirst(keys, session, audience)
                || StreamTable.RemoveFirst(keys, session, audience)))
        {
        }

        await writers.Others.RunAsync(session => AudienceTable.Forget(session, audience));
    }
}
