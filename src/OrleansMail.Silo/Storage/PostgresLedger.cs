using OrleansMail.Ledger;

namespace OrleansMail.Storage;

/// <summary>What of the ledger is kept back until the transaction ends, so that each kind of it costs one statement.</summary>
internal sealed class PostgresLedger(PostgresSession session)
{
    // A row has one silo that works on it, and sometimes one that does not know yet that it lost it: the two go in turn,
    // so that each counts what the other has left. A statement of its own: the next one sees what it waited for.
    private const string LockChunks = """
        SELECT 1 FROM claim
        WHERE (audience, chunk) IN (SELECT a, c FROM unnest(?1::bigint[], ?2::bigint[]) AS given(a, c))
        ORDER BY audience, chunk FOR NO KEY UPDATE
        """;

    private readonly PostgresOutcomes _outcomes = new(session);
    private readonly PostgresLeases _leases = new(session);

    public void Add(OutcomeEntry entry, byte[] detail)
    {
        // Rows of one statement do not see each other.
        if (_outcomes.Has(entry))
        {
            Write();
        }

        _outcomes.Add(entry, detail);
    }

    public void Add(LeaseRequest lease) => _leases.Add(lease);

    /// <summary>Outcomes first: no row that one of them ends is leased.</summary>
    public void Write()
    {
        if (_outcomes.IsEmpty && _leases.IsEmpty)
        {
            return;
        }

        var chunks = _outcomes.Chunks.Concat(_leases.Chunks).ToHashSet();
        session.NextStatement(LockChunks)
            .Bind(1, chunks.Select(chunk => chunk.Audience).ToArray())
            .Bind(2, chunks.Select(chunk => chunk.Chunk).ToArray()).Step();
        if (!_outcomes.IsEmpty)
        {
            _outcomes.Write();
        }

        if (!_leases.IsEmpty)
        {
            _leases.Write();
        }
    }

    public void Clear()
    {
        _outcomes.Clear();
        _leases.Clear();
    }
}
