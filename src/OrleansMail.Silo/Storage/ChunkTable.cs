using System.Security.Cryptography;
using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>The immutable chunks of audiences.</summary>
internal static class ChunkTable
{
    private const string Insert =
        "INSERT INTO chunk(audience, number, rows, hash, answer, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6)";

    private const string Answer = "SELECT answer FROM chunk WHERE audience = ?1 AND number = ?2";
    private const string Bodies = "SELECT body, hash FROM chunk WHERE audience = ?1";
    private const string Body = "SELECT body, hash FROM chunk WHERE audience = ?1 AND number = ?2";
    private const string First = "SELECT number, body FROM chunk WHERE audience = ?1 ORDER BY number LIMIT 1";
    private const string NextNumber =
        "SELECT number FROM chunk WHERE audience = ?1 AND number >= ?2 ORDER BY number LIMIT 1";

    private const string Delete = "DELETE FROM chunk WHERE audience = ?1 AND number = ?2";

    /// <summary>Adds a chunk with its claim.</summary>
    public static void Add(
        SqliteSession session, long audience, int chunk, List<AudienceRow> rows, ChunkAdded answer)
    {
        var body = RowCodec.Encode(rows);
        session[Insert].Bind(1, audience).Bind(2, chunk).Bind(3, rows.Count).Bind(4, SHA256.HashData(body))
            .Bind(5, Encode(answer)).Bind(6, body).Run();
        ClaimTable.Add(session, audience, chunk, rows.Count == 0);
    }

    /// <summary>The answer given when the chunk was added; null if there is no such chunk.</summary>
    public static ChunkAdded? FindAnswer(SqliteSession session, long audience, int chunk)
    {
        var line = session[Answer].Bind(1, audience).Bind(2, chunk);
        return line.Step() ? Decode(line.Blob(0)) : null;
    }

    /// <summary>Reads a chunk; octets that are not rows give a chunk without rows that is not intact.</summary>
    public static AudienceChunk? Load(SqliteSession session, long audience, int chunk)
    {
        var line = session[Body].Bind(1, audience).Bind(2, chunk);
        if (!line.Step())
        {
            return null;
        }

        var body = line.Blob(0);
        return new AudienceChunk(chunk, RowsOf(body), SHA256.HashData(body).AsSpan().SequenceEqual(line.Blob(1)));
    }

    /// <summary>Are the octets of all chunks those that were hashed?</summary>
    public static bool AreIntact(SqliteSession session, long audience)
    {
        var line = session[Bodies].Bind(1, audience);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        while (line.Step())
        {
            SHA256.HashData(line.Blob(0), hash);
            if (!hash.SequenceEqual(line.Blob(1)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The number of the first chunk from <paramref name="from"/> on; null if there is none.</summary>
    public static int? Next(SqliteSession session, long audience, int from)
    {
        var line = session[NextNumber].Bind(1, audience).Bind(2, from);
        return line.Step() ? line.Int(0) : null;
    }

    /// <summary>Deletes the first chunk of a dropped audience with what is found by its rows.</summary>
    /// <returns>False if there was none left.</returns>
    public static bool RemoveFirst(SqliteSession session, long audience)
    {
        var line = session[First].Bind(1, audience);
        if (!line.Step())
        {
            return false;
        }

        var (number, rows) = (line.Int(0), RowsOf(line.Blob(1)));
        line.Reset();
        foreach (var row in rows)
        {
            RecipientTable.Remove(session, audience, row.Key);
        }

        session[Delete].Bind(1, audience).Bind(2, number).Run();
        return true;
    }

    private static List<AudienceRow> RowsOf(ReadOnlySpan<byte> body)
    {
        try
        {
            return RowCodec.Decode(body);
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
