namespace OrleansMail.Storage;

/// <summary>The tables, and the number of their version in <c>user_version</c>.</summary>
/// <remarks>Times are ticks in UTC. Large octets come last in a row: reading the others leaves them alone.</remarks>
internal static class Schema
{
    public const long Version = 3;

    /// <summary>What came after <see cref="Version"/>.</summary>
    public static readonly IReadOnlyList<SchemaStep> Later = [];

    /// <summary>Before anything was sealed.</summary>
    public const long Unsealed = 1;

    /// <summary>Everything is sealed, but plain octets are left in pages that are not in use.</summary>
    public const long NotYetClean = 2;

    /// <summary>The tables that look different since what they hold is sealed.</summary>
    public const string Sealed = """
        CREATE TABLE data_key(
            id INTEGER PRIMARY KEY AUTOINCREMENT, scope TEXT NOT NULL UNIQUE, wrapped BLOB NOT NULL);

        CREATE TABLE suppression(key BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;

        CREATE TABLE stream_key(
            audience INTEGER NOT NULL, key BLOB NOT NULL, row INTEGER NOT NULL, at INTEGER NOT NULL,
            body_hash BLOB NOT NULL, PRIMARY KEY(audience, key)) WITHOUT ROWID;

        """;

    public const string Create = Sealed + """
        CREATE TABLE grain_state(
            type TEXT NOT NULL, id TEXT NOT NULL, etag INTEGER NOT NULL, body BLOB, UNIQUE(type, id));

        CREATE TABLE content(campaign TEXT NOT NULL UNIQUE, body BLOB NOT NULL);

        CREATE TABLE directory(
            seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, running INTEGER NOT NULL, UNIQUE(kind, id));

        CREATE TABLE audience(
            id INTEGER PRIMARY KEY AUTOINCREMENT, campaign TEXT NOT NULL, is_stream INTEGER NOT NULL,
            state INTEGER NOT NULL, rows INTEGER NOT NULL, same INTEGER NOT NULL, other INTEGER NOT NULL,
            next_row INTEGER NOT NULL, columns BLOB NOT NULL);
        CREATE INDEX audience_campaign ON audience(campaign);
        CREATE INDEX audience_dropped ON audience(id) WHERE state = 2;

        CREATE TABLE chunk(
            audience INTEGER NOT NULL, number INTEGER NOT NULL, rows INTEGER NOT NULL, hash BLOB NOT NULL,
            answer BLOB NOT NULL, body BLOB NOT NULL, UNIQUE(audience, number));

        CREATE TABLE recipient(
            key BLOB NOT NULL, audience INTEGER NOT NULL, row INTEGER NOT NULL, line INTEGER NOT NULL,
            digest INTEGER NOT NULL, PRIMARY KEY(key, audience, row)) WITHOUT ROWID;

        CREATE TABLE claim(
            audience INTEGER NOT NULL, chunk INTEGER NOT NULL, state INTEGER NOT NULL, epoch INTEGER NOT NULL,
            holder TEXT, ready INTEGER NOT NULL, PRIMARY KEY(audience, chunk)) WITHOUT ROWID;
        CREATE INDEX claim_open ON claim(audience, ready, chunk, state) WHERE state <> 3;
        CREATE INDEX claim_held ON claim(holder) WHERE state = 2;

        CREATE TABLE stream_row(
            audience INTEGER NOT NULL, row INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY(audience, row)) WITHOUT ROWID;

        CREATE TABLE lease(
            audience INTEGER NOT NULL, chunk INTEGER NOT NULL, id BLOB NOT NULL, epoch INTEGER NOT NULL,
            lane TEXT NOT NULL, at INTEGER NOT NULL, rows BLOB NOT NULL,
            PRIMARY KEY(audience, chunk, id)) WITHOUT ROWID;
        CREATE TABLE outcome(
            audience INTEGER NOT NULL, row INTEGER NOT NULL, attempt INTEGER NOT NULL, final INTEGER NOT NULL,
            kind INTEGER NOT NULL, detail BLOB NOT NULL,
            PRIMARY KEY(audience, row, attempt, final)) WITHOUT ROWID;
        CREATE TABLE progress(
            audience INTEGER NOT NULL, kind INTEGER NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY(audience, kind)) WITHOUT ROWID;
        """;
}
