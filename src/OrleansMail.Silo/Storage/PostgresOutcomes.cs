using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Outcomes of one transaction, written as one statement; their chunks are locked. See <see cref="OutcomeTable"/> for what they mean.</summary>
internal sealed class PostgresOutcomes(PostgresSession session)
{
    private const string Insert = """
        WITH given AS (
            SELECT audience, row, attempt, final, kind, detail
            FROM unnest(?1::bigint[], ?2::bigint[], ?3::bigint[], ?4::bigint[], ?5::bigint[], ?6::bytea[], ?7::bigint[], ?8::bigint[])
                AS said(audience, row, attempt, final, kind, detail, chunk, epoch)
            WHERE said.epoch = 0 OR EXISTS (
                SELECT 1 FROM claim WHERE claim.audience = said.audience AND claim.chunk = said.chunk
                    AND claim.epoch = said.epoch AND claim.state = 2)),
        known AS (
            SELECT DISTINCT ON (outcome.audience, outcome.row) outcome.audience, outcome.row, outcome.attempt,
                outcome.final, outcome.kind
            FROM given JOIN outcome ON outcome.audience = given.audience AND outcome.row = given.row
            ORDER BY outcome.audience, outcome.row, outcome.final DESC, outcome.attempt DESC),
        added AS (
            INSERT INTO outcome(audience, row, attempt, final, kind, detail)
            SELECT given.* FROM given LEFT JOIN known ON known.audience = given.audience AND known.row = given.row
            WHERE known.final IS DISTINCT FROM 1
            ON CONFLICT DO NOTHING RETURNING audience, row, attempt, final, kind)
        SELECT added.audience, added.kind, known.kind, count(*)
        FROM added LEFT JOIN known ON known.audience = added.audience AND known.row = added.row
        WHERE known.attempt IS NULL OR added.final = 1 OR known.attempt <= added.attempt
        GROUP BY added.audience, added.kind, known.kind
        """;

    private readonly HashSet<(long Audience, long Row)> _rows = [];
    private readonly List<OutcomeEntry> _entries = [];
    private readonly List<byte[]> _details = [];

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>The chunks that have to be locked.</summary>
    public IEnumerable<(long Audience, long Chunk)> Chunks =>
        _entries.Select(entry => (entry.Audience, entry.Row / IAudienceStore.ChunkRows));

    /// <summary>The row has an outcome here already.</summary>
    public bool Has(OutcomeEntry entry) => _rows.Contains((entry.Audience, entry.Row));

    public void Add(OutcomeEntry entry, byte[] detail)
    {
        _rows.Add((entry.Audience, entry.Row));
        _entries.Add(entry);
        _details.Add(detail);
    }

    public void Write()
    {
        var (entries, details) = (_entries.ToArray(), _details.ToArray());
        Clear();
        var line = session.NextStatement(Insert)
            .Bind(1, Array.ConvertAll(entries, entry => entry.Audience))
            .Bind(2, Array.ConvertAll(entries, entry => entry.Row))
            .Bind(3, Array.ConvertAll(entries, entry => (long)entry.Attempt))
            .Bind(4, Array.ConvertAll(entries, entry => entry.Final ? 1L : 0L))
            .Bind(5, Array.ConvertAll(entries, entry => (long)entry.Kind))
            .Bind(6, details)
            .Bind(7, Array.ConvertAll(entries, entry => (long)(entry.Under?.Chunk ?? 0)))
            .Bind(8, Array.ConvertAll(entries, entry => entry.Under?.Epoch ?? 0));
        while (line.Step())
        {
            var (audience, count) = (line.Long(0), line.Long(3));
            session.Progress.Add(audience, (OutcomeKind)line.Int(1), count);
            if (!line.IsNull(2))
            {
                session.Progress.Add(audience, (OutcomeKind)line.Int(2), -count);
            }
        }
    }

    public void Clear()
    {
        _rows.Clear();
        _entries.Clear();
        _details.Clear();
    }
}
