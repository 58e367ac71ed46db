using System.Globalization;
using System.Security.Cryptography;
using OrleansMail.Recipients;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>The immutable chunks of audiences, each sealed as one; the hash is over the plain rows.</summary>
internal static class ChunkTable
{
    private const string Insert =
        "INSERT INTO chunk(audience, number, rows, hash, answer, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6)";

    private const string Answer = "SELECT answer FROM chunk WHERE audience = ?1 AND number = ?2";
    private const string Bodies = "SELECT number, body, hash FROM chunk WHERE audience = ?1 AND number > ?2 ORDER BY number LIMIT 8";
    private const string Body = "SELECT rows, body, hash FROM chunk WHERE audience = ?1 AND number = ?2";
    private const string Count = "SELECT rows FROM chunk WHERE audience = ?1 AND number = ?2";
    private const string First = "SELECT number, body FROM chunk WHERE audience = ?1 ORDER BY number LIMIT 1";
    private const string NextNumber =
        "SELECT number FROM chunk WHERE audience = ?1 AND number >= ?2 ORDER BY number LIMIT 1";

    private const string Delete = "DELETE FROM chunk WHERE audience = ?1 AND number = ?2";

    /// <summary>Adds a chunk with its claim.</summary>
    public static void Add(
        StoreSession session, DataKey key, long audience, int chunk, List<AudienceRow> rows, ChunkAdded answer)
    {
        var body = RowCodec.Encode(rows);
        using var octets = new BorrowedOctets(body.Length + SealingKey.Overhead);
        key.Seal(Place.Chunk(audience, chunk), body, octets.Span);
        session[Insert].Bind(1, audience).Bind(2, chunk).Bind(3, rows.Count).Bind(4, SHA256.HashData(body))
            .Bind(5, Encode(answer)).Bind(6, octets.Span).Run();
        ClaimTable.Add(session, audience, chunk, rows.Count == 0);
    }

    /// <summary>The answer given when the chunk was added; null if there is no such chunk.</summary>
    public static ChunkAdded? FindAnswer(StoreSession session, long audience, int chunk)
    {
        var line = session[Answer].Bind(1, audience).Bind(2, chunk);
        return line.Step() ? Decode(line.Blob(0)) : null;
    }

    /// <summary>Reads a chunk; octets that do not open or are no rows give a chunk without rows that is not intact.</summary>
    /// <param name="only">Rows to read, by number within the audience; null for all.</param>
    public static AudienceChunk? Load(
        DataKeys keys, StoreSession session, long audience, int chunk, IReadOnlySet<long>? only = null)
    {
        var line = session[Body].Bind(1, audience).Bind(2, chunk);
        if (!line.Step())
        {
            return null;
        }

        using var body = keys.Open(session, Place.Chunk(audience, chunk), line.Blob(1), out var opened);
        return opened == Opened.Plain
            ? new AudienceChunk(chunk, RowsOf(body.Span, chunk, only), HasHash(body.Span, line.Blob(2)))
            : new AudienceChunk(chunk, [], IsIntact: false);
    }

    /// <summary>How many rows a chunk has; 0 if there is no such chunk.</summary>
    public static int Rows(StoreSession session, long audience, int chunk)
    {
        var line = session[Count].Bind(1, audience).Bind(2, chunk);
        return line.Step() ? line.Int(0) : 0;
    }

    /// <summary>The address of each row; null for each of a campaign that was forgotten.</summary>
    /// <exception cref="SealBrokenException">The chunk is not what was written.</exception>
    public static IReadOnlyList<string?> Addresses(
        DataKeys keys, StoreSession session, long audience, int chunk)
    {
        var line = session[Body].Bind(1, audience).Bind(2, chunk);
        if (!line.Step())
        {
            return [];
        }

        using var body = keys.Open(session, Place.Chunk(audience, chunk), line.Blob(1), out var opened);
        return opened switch
        {
            Opened.Plain => RowsOf(body.Span).ConvertAll(row => row.Address),
            Opened.Forgotten => new string?[line.Int(0)],
            Opened.Broken => throw new SealBrokenException(
                string.Create(CultureInfo.InvariantCulture, $"chunk {chunk} of audience {audience}")),
        };
    }

    /// <summary>Are the octets of all chunks those that were hashed?</summary>
    public static bool AreIntact(DataKeys keys, StoreSession session, long audience)
    {
        // A few at a time: some databases answer with all rows at once.
        var (after, last) = (-1, -2);
        while (after != last)
        {
            last = after;
            var line = session[Bodies].Bind(1, audience).Bind(2, after);
            while (line.Step())
            {
                after = line.Int(0);
                using var body = keys.Open(session, Place.Chunk(audience, after), line.Blob(1), out var opened);
                if (opened != Opened.Plain || !HasHash(body.Span, line.Blob(2)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The number of the first chunk from <paramref name="from"/> on; null if there is none.</summary>
    public static int? Next(StoreSession session, long audience, int from)
    {
        var line = session[NextNumber].Bind(1, audience).Bind(2, from);
        return line.Step() ? line.Int(0) : null;
    }

    /// <summary>Deletes the first chunk of a dropped audience with what is found by its rows.</summary>
    /// <returns>False if there was none left.</returns>
    public static bool RemoveFirst(DataKeys keys, StoreSession session, long audience)
    {
        var line = session[First].Bind(1, audience);
        if (!line.Step())
        {
            return false;
        }

        var number = line.Int(0);
        using var body = keys.Open(session, Place.Chunk(audience, number), line.Blob(1), out var opened);
        var rows = opened == Opened.Plain ? RowsOf(body.Span) : [];
        line.Reset();
        session.RemoveRecipients(audience, rows.ConvertAll(row => row.Key));
        session[Delete].Bind(1, audience).Bind(2, number).Run();
        return true;
    }

    private static bool HasHash(ReadOnlySpan<byte> body, ReadOnlySpan<byte> expected)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return hash.SequenceEqual(expected);
    }

    private static List<AudienceRow> RowsOf(ReadOnlySpan<byte> body, int chunk = 0, IReadOnlySet<long>? only = null)
    {
        try
        {
            return RowCodec.Decode(body, (long)chunk * IAudienceStore.ChunkRows, only);
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static byte[] Encode(ChunkAdded answer)
    {
        var writer = new OctetWriter().Number(answer.Rows).Number(answer.Duplicates.Count);
        foreach (var duplicate in answer.Duplicates)
        {
            writer.Number(duplicate.Line).Number(duplicate.FirstLine).Number(duplicate.SameValues ? 1 : 0);
        }

        return writer.Written.ToArray();
    }

    private static ChunkAdded Decode(ReadOnlySpan<byte> answer)
    {
        var reader = new OctetReader(answer);
        var rows = reader.Number();
        var duplicates = new DuplicateRow[reader.Count()];
        for (var i = 0; i < duplicates.Length; i++)
        {
            duplicates[i] = new DuplicateRow(reader.Number(), reader.Number(), reader.Number() == 1);
        }

        return new ChunkAdded(rows, duplicates);
    }
}
