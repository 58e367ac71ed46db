using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Rows looked up and added all at once: over a network each statement costs a way there and back.</summary>
internal sealed class FetchedRows : IKnownRows
{
    private const string Find = """
        SELECT DISTINCT ON (key) key, line, digest, row FROM recipient
        WHERE key = ANY(?2) AND audience = ?1 ORDER BY key, row
        """;

    private const string Insert = """
        INSERT INTO recipient(key, audience, row, line, digest)
        SELECT key, ?1, row, line, digest FROM unnest(?2::bytea[], ?3::bigint[], ?4::bigint[], ?5::bigint[])
            AS given(key, row, line, digest)
        ORDER BY key
        """;

    private readonly PostgresSession _session;
    private readonly long _audience;
    private readonly Dictionary<UInt128, IndexedRow> _known = [];
    private readonly List<(byte[] Key, IndexedRow Row)> _added = [];

    public FetchedRows(PostgresSession session, long audience, IReadOnlyList<AudienceRow> rows)
    {
        (_session, _audience) = (session, audience);
        var find = session.Statement(Find);
        find.Bind(1, audience);
        var line = find.Bind(2, rows.Select(row => row.Key).ToArray());
        while (line.Step())
        {
            _known.Add(
                ImportIndex.KeyOf(line.Blob(0).ToArray()), new IndexedRow(line.Long(3), line.Long(1), line.Long(2)));
        }
    }

    public bool IsFull => false;

    public bool TryFind(byte[] key, out IndexedRow row) => _known.TryGetValue(ImportIndex.KeyOf(key), out row);

    public void Add(AudienceRow row, long number, long digest)
    {
        var added = new IndexedRow(number, row.Line, digest);
        _known.Add(ImportIndex.KeyOf(row.Key), added);
        _added.Add((row.Key, added));
    }

    public void Save()
    {
        var insert = _session.Statement(Insert);
        insert.Bind(1, _audience);
        insert.Bind(2, _added.ConvertAll(row => row.Key)).Bind(3, _added.ConvertAll(row => row.Row.Number))
            .Bind(4, _added.ConvertAll(row => row.Row.Line)).Bind(5, _added.ConvertAll(row => row.Row.Digest)).Run();
    }
}
