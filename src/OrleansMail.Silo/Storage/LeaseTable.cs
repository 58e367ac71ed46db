using OrleansMail.Ledger;
using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>The permissions to start deliveries.</summary>
internal static class LeaseTable
{
    private const string Insert = """
        INSERT INTO lease(audience, chunk, id, epoch, lane, at, rows) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT(audience, chunk, id) DO UPDATE SET epoch = ?4, lane = ?5, at = ?6, rows = ?7
        """;

    private const string OfChunk = "SELECT at, rows FROM lease WHERE audience = ?1 AND chunk = ?2";

    /// <summary>Writes a lease over those rows that may be sent. Runs on the only writer there is.</summary>
    public static List<LeasedRow> Add(
        StoreSession session, Guid lease, string lane, IReadOnlyList<LeasedRow> rows, DateTimeOffset at)
    {
        var granted = new List<LeasedRow>(rows.Count);
        foreach (var ofClaim in rows.GroupBy(row => row.Claim))
        {
            var claim = ofClaim.Key;
            if (!ClaimTable.IsNewest(session, claim))
            {
                continue;
            }

            // Rows that are leased for the first time lie where nothing is recorded yet: one look is enough then.
            var mayBeFinal = OutcomeTable.HasAny(
                session, claim.Audience, ofClaim.Min(row => row.Row), ofClaim.Max(row => row.Row));
            var may = ofClaim.Where(row => row.Row / IAudienceStore.ChunkRows == claim.Chunk
                && !(mayBeFinal && OutcomeTable.HasFinal(session, claim.Audience, row.Row))).ToList();
            if (may.Count > 0)
            {
                session[Insert].Bind(1, claim.Audience).Bind(2, claim.Chunk).Bind(3, lease.ToByteArray())
                    .Bind(4, claim.Epoch).Bind(5, lane).Bind(6, at.UtcTicks).Bind(7, Encode(may)).Run();
                granted.AddRange(may);
            }
        }

        return granted;
    }

    /// <summary>Rows of one chunk and their attempts, as they are stored.</summary>
    public static byte[] Encode(IEnumerable<LeasedRow> rows)
    {
        var writer = new OctetWriter();
        foreach (var row in rows)
        {
            writer.Number(row.Row % IAudienceStore.ChunkRows).Number(row.Attempt);
        }

        return writer.Written.ToArray();
    }

    /// <summary>The last leased attempt of each wanted row of a chunk, and when the row was leased first.</summary>
    public static Dictionary<long, RowLease> Read(
        StoreSession session, long audience, long chunk, Predicate<long> isWanted)
    {
        var found = new Dictionary<long, RowLease>();
        var line = session[OfChunk].Bind(1, audience).Bind(2, chunk);
        while (line.Step())
        {
            var at = line.Long(0);
            var rows = new OctetReader(line.Blob(1));
            while (!rows.AtEnd)
            {
                var row = (chunk * IAudienceStore.ChunkRows) + rows.Number();
                var attempt = rows.Int();
                if (!isWanted(row))
                {
                    continue;
                }

                found[row] = found.TryGetValue(row, out var known)
                    ? new RowLease(Math.Max(known.Attempt, attempt), Math.Min(known.FirstAt, at))
                    : new RowLease(attempt, at);
            }
        }

        return found;
    }
}
