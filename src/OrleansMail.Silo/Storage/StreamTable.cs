using System.Text;
using OrleansMail.Recipients;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>Rows of streams that are in no chunk yet, and the idempotency keys of all. Runs on the writer.</summary>
/// <remarks>An idempotency key is found by its keyed hash: callers put order numbers and addresses into it.</remarks>
internal static class StreamTable
{
    private const string KeyUse = "stream key";
    private const string BodyUse = "stream body";

    private const string FindKey = "SELECT row, at, body_hash FROM stream_key WHERE audience = ?1 AND key = ?2";
    private const string InsertKey =
        "INSERT INTO stream_key(audience, key, row, at, body_hash) VALUES(?1, ?2, ?3, ?4, ?5)";

    private const string InsertRow = "INSERT INTO stream_row(audience, row, body) VALUES(?1, ?2, ?3)";
    private const string FirstRows =
        "SELECT row, body FROM stream_row WHERE audience = ?1 ORDER BY row LIMIT 1000";

    private const string DeleteRows = "DELETE FROM stream_row WHERE audience = ?1 AND row BETWEEN ?2 AND ?3";
    private const string DeleteKeys = "DELETE FROM stream_key WHERE audience = ?1";

    public static StreamAppend Append(
        StoreSession session, DataKey seal, long audience, string? key, byte[] bodyHash, AudienceRow row,
        DateTimeOffset now)
    {
        var number = AudienceTable.Get(session, audience, isStream: true).NextRow;
        if (key is not null)
        {
            var octets = Encoding.UTF8.GetBytes(key);
            var seen = session[FindKey].Bind(1, audience).Bind(2, seal.Hash(KeyUse).Of(octets));
            if (seen.Step())
            {
                var acceptedAt = new DateTimeOffset(seen.Long(1), TimeSpan.Zero);
                return new StreamAppend(seen.Long(0), acceptedAt, seen.Blob(2).SequenceEqual(seal.Hash(BodyUse).Of(bodyHash)));
            }

            InsertHashed(session, seal, audience, octets, number, now.UtcTicks, bodyHash);
        }

        session[InsertRow].Bind(1, audience).Bind(2, number)
            .Bind(3, seal.Seal(Place.StreamRow(audience, number), RowCodec.Encode([row]))).Run();
        RecipientTable.Add(session, audience, number, row, digest: 0);
        AudienceTable.SetNextRow(session, audience, number + 1);
        AudienceTable.Add(session, audience, rows: 1, same: 0, other: 0);
        AudienceTable.Keep(session, audience);
        return new StreamAppend(number, now.ToUniversalTime(), SameBody: true);
    }

    /// <summary>Notes an idempotency key and the hash of its body, both by their keyed hashes.</summary>
    public static void InsertHashed(
        StoreSession session, DataKey seal, long audience, ReadOnlySpan<byte> key, long row, long at,
        ReadOnlySpan<byte> bodyHash) => session[InsertKey].Bind(1, audience).Bind(2, seal.Hash(KeyUse).Of(key))
            .Bind(3, row).Bind(4, at).Bind(5, seal.Hash(BodyUse).Of(bodyHash)).Run();

    /// <summary>Makes the oldest loose rows a chunk; false if there are none.</summary>
    /// <exception cref="SealBrokenException">A row is not what was written.</exception>
    public static bool Close(DataKeys keys, StoreSession session, DataKey? seal, long audience)
    {
        if (seal is null || AudienceTable.NextRow(session, audience) is not { } nextRow)
        {
            return false;
        }

        var rows = new List<AudienceRow>();
        var first = -1L;
        var line = session[FirstRows].Bind(1, audience);
        while (line.Step())
        {
            first = first < 0 ? line.Long(0) : first;
            if (line.Long(0) / IAudienceStore.ChunkRows != first / IAudienceStore.ChunkRows)
            {
                line.Reset();
                break;
            }

            rows.Add(Read(keys, session, audience, line.Long(0), line.Blob(1))
                ?? throw new SealBrokenException("row of a stream"));
        }

        if (rows.Count == 0)
        {
            return false;
        }

        // Rows of a stream are numbered without gaps within a chunk, and a chunk is sealed from its first row on.
        var chunk = (int)(first / IAudienceStore.ChunkRows);
        var end = (chunk + 1L) * IAudienceStore.ChunkRows;
        ChunkTable.Add(session, seal, audience, chunk, rows, new ChunkAdded(0, []));
        session[DeleteRows].Bind(1, audience).Bind(2, first).Bind(3, end - 1).Run();
        if (nextRow < end)
        {
            AudienceTable.SetNextRow(session, audience, end);
        }

        return true;
    }

    /// <summary>Deletes up to a chunk of loose rows of a dropped audience; false if there were none left.</summary>
    public static bool RemoveFirst(DataKeys keys, StoreSession session, long audience)
    {
        var rows = new List<(long Number, byte[]? Key)>();
        var line = session[FirstRows].Bind(1, audience);
        while (line.Step())
        {
            rows.Add((line.Long(0), Read(keys, session, audience, line.Long(0), line.Blob(1))?.Key));
        }

        session.RemoveRecipients(audience, [.. rows.Select(row => row.Key).OfType<byte[]>()]);
        if (rows.Count > 0)
        {
            session[DeleteRows].Bind(1, audience).Bind(2, rows[0].Number).Bind(3, rows[^1].Number).Run();
        }

        return rows.Count > 0;
    }

    /// <summary>A loose row; null once its campaign is forgotten.</summary>
    /// <exception cref="SealBrokenException">The row is not what was written.</exception>
    public static AudienceRow? Read(
        DataKeys keys, StoreSession session, long audience, long row, ReadOnlySpan<byte> octets)
    {
        using var body = keys.Open(session, Place.StreamRow(audience, row), octets, out var opened);
        return opened switch
        {
            Opened.Plain => RowCodec.Decode(body.Span)[0],
            Opened.Forgotten => null,
            Opened.Broken => throw new SealBrokenException("row of a stream"),
        };
    }

    public static void RemoveKeys(StoreSession session, long audience) =>
        session[DeleteKeys].Bind(1, audience).Run();
}
