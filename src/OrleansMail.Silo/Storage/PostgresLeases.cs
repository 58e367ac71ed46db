using OrleansMail.Ledger;
using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Leases of one transaction, written together: see <see cref="LeaseTable"/> for what they mean.</summary>
/// <remarks>Their chunks are locked: whose claims are the newest, and what is final, does not change until the end.</remarks>
internal sealed class PostgresLeases(PostgresSession session)
{
    private const string MayGo = """
        SELECT given.ord - 1
        FROM unnest(?1::bigint[], ?2::bigint[], ?3::bigint[], ?4::bigint[])
            WITH ORDINALITY AS given(audience, chunk, epoch, row, ord)
        JOIN claim ON claim.audience = given.audience AND claim.chunk = given.chunk
            AND claim.epoch = given.epoch AND claim.state = 2
        WHERE NOT EXISTS (
            SELECT 1 FROM outcome WHERE outcome.audience = given.audience AND outcome.row = given.row AND outcome.final = 1)
        ORDER BY given.ord
        """;

    private const string Insert = """
        INSERT INTO lease(audience, chunk, id, epoch, lane, at, rows)
        SELECT * FROM unnest(?1::bigint[], ?2::bigint[], ?3::bytea[], ?4::bigint[], ?5::text[], ?6::bigint[], ?7::bytea[])
        ON CONFLICT(audience, chunk, id)
            DO UPDATE SET epoch = excluded.epoch, lane = excluded.lane, at = excluded.at, rows = excluded.rows
        """;

    private readonly List<LeaseRequest> _waiting = [];

    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>The chunks that have to be locked.</summary>
    public IEnumerable<(long Audience, long Chunk)> Chunks =>
        _waiting.SelectMany(lease => lease.Rows, (_, row) => (row.Claim.Audience, (long)row.Claim.Chunk));

    public void Add(LeaseRequest lease) => _waiting.Add(lease);

    public void Write()
    {
        var leases = _waiting.ToArray();
        Clear();
        Grant(leases);
        Write(leases);
    }

    public void Clear() => _waiting.Clear();

    private void Grant(LeaseRequest[] leases)
    {
        var rows = leases.SelectMany((lease, number) => lease.Rows.Select(row => (Lease: number, Row: row)))
            .Where(asked => asked.Row.Row / IAudienceStore.ChunkRows == asked.Row.Claim.Chunk).ToArray();
        var line = session.NextStatement(MayGo)
            .Bind(1, Array.ConvertAll(rows, asked => asked.Row.Claim.Audience))
            .Bind(2, Array.ConvertAll(rows, asked => (long)asked.Row.Claim.Chunk))
            .Bind(3, Array.ConvertAll(rows, asked => asked.Row.Claim.Epoch))
            .Bind(4, Array.ConvertAll(rows, asked => asked.Row.Row));
        var may = new List<(int Lease, LeasedRow Row)>(rows.Length);
        while (line.Step())
        {
            may.Add(rows[line.Int(0)]);
        }

        var granted = may.ToLookup(asked => asked.Lease, asked => asked.Row);
        for (var number = 0; number < leases.Length; number++)
        {
            leases[number].Granted = [.. granted[number]];
        }
    }

    private void Write(LeaseRequest[] leases)
    {
        var parts = leases
            .SelectMany(lease => lease.Granted.GroupBy(row => row.Claim), (lease, rows) => (Lease: lease, Rows: rows))
            .ToArray();
        if (parts.Length == 0)
        {
            return;
        }

        session.NextStatement(Insert)
            .Bind(1, Array.ConvertAll(parts, part => part.Rows.Key.Audience))
            .Bind(2, Array.ConvertAll(parts, part => (long)part.Rows.Key.Chunk))
            .Bind(3, Array.ConvertAll(parts, part => part.Lease.Id.ToByteArray()))
            .Bind(4, Array.ConvertAll(parts, part => part.Rows.Key.Epoch))
            .Bind(5, Array.ConvertAll(parts, part => part.Lease.Lane))
            .Bind(6, Array.ConvertAll(parts, part => part.Lease.At.UtcTicks))
            .Bind(7, Array.ConvertAll(parts, part => LeaseTable.Encode(part.Rows)))
            .Run();
    }
}
