using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansMail.Recipients;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>Audiences in SQLite.</summary>
internal sealed class SqliteAudienceStore(SqliteWriter writer, SqliteReaders readers, SqliteDataKeys keys)
    : IAudienceStore
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

    private readonly ImportIndexes _indexes = new(writer, keys);

    public async Task<long> OpenAsync(string campaign, string[] columns, bool isStream)
    {
        // Made, and durable, before the first row needs it.
        await keys.GetAsync(KeyScope.Campaign(campaign));
        var (audience, dropped) = await writer.RunAsync(session =>
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
            var (added, isFull) = await writer.RunAsync(session => Add(session, seal, audience, chunk, rows, digests));
            if (added is null || isFull)
            {
                await _indexes.FlushAsync(audience);
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
        await _indexes.KeepAsync(audience);
        return (await readers.RunAsync(session => ReadFacts(session, audience))).Facts;
    }

    public Task<bool> IsIntactAsync(long audience) =>
        readers.RunAsync(session => ChunkTable.AreIntact(keys, session, audience));

    public async Task DropAsync(long audience)
    {
        await writer.RunAsync(session => AudienceTable.Drop(session, audience));
        await RemoveAsync(audience);
    }

    public Task<AudienceChunk?> LoadAsync(long audience, int chunk) =>
        readers.RunAsync(session => ChunkTable.Load(keys, session, audience, chunk));

    public async Task<IReadOnlyList<ChunkClaim>> ClaimAsync(
        long audience, string holder, int max, DateTimeOffset now, DateTimeOffset until, int below = int.MaxValue)
    {
        var seal = await keys.OfAudienceAsync(audience);
        while (true)
        {
            var claims = await writer.RunAsync(session => _indexes.TryKeep(session, audience)
                ? Claim(session, seal, audience, holder, max, now, until, below)
                : null);
            if (claims is not null)
            {
                return claims;
            }

            await _indexes.KeepAsync(audience);
        }
    }

    public Task RenewAsync(string holder, DateTimeOffset until) =>
        writer.RunAsync(session => ClaimTable.Renew(session, holder, until));

    public Task FinishAsync(ChunkClaim claim, DateTimeOffset? dueAt) =>
        writer.RunAsync(session => ClaimTable.Finish(session, claim, dueAt));

    public Task ReleaseOthersAsync(string holder) =>
        writer.RunAsync(session => ClaimTable.ReleaseOthers(session, holder));

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
        return await writer.RunAsync(session =>
            StreamTable.Append(session, seal, audience, key, bodyHash, row, now));
    }

    private async ValueTask<DataKey> SealAsync(long audience) => await keys.OfAudienceAsync(audience)
        ?? throw new InvalidOperationException($"Audience {audience} is not open for such rows.");

    private List<ChunkClaim> Claim(
        SqliteSession session, DataKey? seal, long audience, string holder, int max, DateTimeOffset now,
        DateTimeOffset until, int below)
    {
        var claims = ClaimTable.Claim(session, audience, holder, max, now, until, below);
        while (claims.Count < max && StreamTable.Close(keys, session, seal, audience))
        {
            claims.AddRange(ClaimTable.Claim(session, audience, holder, max - claims.Count, now, until, below));
        }

        return claims;
    }

    /// <summary>Adds a chunk once; without an answer if the audience has to be indexed first.</summary>
    private (ChunkAdded? Added, bool IsFull) Add(
        SqliteSession session, DataKey seal, long audience, int chunk, IReadOnlyList<AudienceRow> rows, long[] digests)
    {
        if (ChunkTable.FindAnswer(session, audience, chunk) is { } answered)
        {
            return (answered, false);
        }

        var before = AudienceTable.Get(session, audience, isStream: false).Rows;
        var inImport = AudienceTable.IsInImport(session, audience);
        var index = inImport ? _indexes.Find(session, audience) : null;
        if (inImport && index is null)
        {
            return default;
        }

        var pending = new List<UInt128>(rows.Count);
        session.OnUndo(() => index?.Remove(pending));
        var kept = new List<AudienceRow>(rows.Count);
        var duplicates = new List<DuplicateRow>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var key = ImportIndex.KeyOf(row.Key);
            if ((index is not null && index.TryFind(key, out var known))
                || RecipientTable.TryFind(session, audience, row.Key, out known))
            {
                duplicates.Add(new DuplicateRow(row.Line, known.Line, known.Digest == digests[i]));
                continue;
            }

            var number = ((long)chunk * IAudienceStore.ChunkRows) + kept.Count;
            kept.Add(row);
            if (index is null)
            {
                RecipientTable.Add(session, audience, number, row, digests[i]);
            }
            else
            {
                index.Add(key, new IndexedRow(number, row.Line, digests[i]));
                pending.Add(key);
            }
        }

        var same = duplicates.Count(duplicate => duplicate.SameValues);
        var answer = new ChunkAdded(before + kept.Count, duplicates);
        ChunkTable.Add(session, seal, audience, chunk, kept, answer);
        AudienceTable.Add(session, audience, kept.Count, same, duplicates.Count - same);
        return (answer, index is { IsFull: true });
    }

    private static (AudienceFacts? Facts, bool IsKept) ReadFacts(SqliteSession session, long audience)
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
        await writer.RunAsync(session =>
        {
            _indexes.Forget(session, audience);
            session[DeleteClaims].Bind(1, audience).Run();
            StreamTable.RemoveKeys(session, audience);
        });

        while (await writer.RunAsync(session =>
            ChunkTable.RemoveFirst(keys, session, audience)
                || StreamTable.RemoveFirst(keys, session, audience)))
        {
        }

        await writer.RunAsync(session => AudienceTable.Forget(session, audience));
    }
}
