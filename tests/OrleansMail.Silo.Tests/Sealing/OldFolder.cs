using System.Text;
using Microsoft.Data.Sqlite;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

/// <summary>A folder as the release before sealing wrote it, with something of everything in it.</summary>
internal static class OldFolder
{
    public const string Address = "yuki@example.test";
    public const string Value = "Yuki Tanaka";
    public const string StreamValue = "Order 4711 of Ken";
    public const string Reply = "550 5.1.1 <yuki@example.test> is unknown here";
    public const string Subject = "Subject: The season begins";
    public const string Secret = "-----BEGIN PRIVATE KEY-----";
    public const string Suppressed = "gone@example.test";
    public const string Evidence = "he told us on the phone";
    public const string IdempotencyKey = "order-4711-of-ken";
    public const string Deleted = "a template that was replaced long ago";

    /// <summary>Everything that must not be readable any more.</summary>
    public static readonly string[] Secrets =
    [
        Address, Value, StreamValue, Reply, Subject, Secret, Suppressed, Evidence, IdempotencyKey, Deleted,
    ];

    public static readonly byte[] AddressSecret = Enumerable.Repeat((byte)0xA5, 32).ToArray();

    public static OutcomeEntry Outcome { get; } = new(
        1, 0, 1, OutcomeKind.Bounced, Final: true, DeliveryStage.Rcpt, 550, "5.1.1", Reply, "192.0.2.1",
        "mx.example.test", null, StorageTrial.Noon, StorageTrial.Noon.AddSeconds(1), null);

    public static byte[] ChunkBody { get; } =
        RowCodec.Encode([new AudienceRow(2, Address, StorageTrial.KeyOf(Address), [Value])]).ToArray();

    public static byte[] BodyHash { get; } = System.Security.Cryptography.SHA256.HashData("Order 4711"u8);

    /// <summary>The state of a grain is what its serializer made; here it is only octets.</summary>
    public static byte[] State { get; } = Encoding.UTF8.GetBytes(Secret);

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, AddressKey.FileName), AddressSecret);
        var path = Path.Combine(folder, SqliteDatabase.FileName);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL");
        Run(connection, Schema);
        Run(connection, "INSERT INTO content VALUES('spring', $1)", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Deleted, 5_000))));
        Run(connection, "INSERT INTO directory(kind, id, running) VALUES('campaign', 'spring', 0)");
        Run(connection, "INSERT INTO audience VALUES(1, 'spring', 0, 1, 1, 0, 0, 0, $1)", RowCodec.EncodeColumns(["name"]));
        Run(connection, "INSERT INTO audience VALUES(2, 'shop.test/orders', 1, 1, 1, 0, 0, 1, $1)", RowCodec.EncodeColumns(["name"]));
        Run(connection, "INSERT INTO chunk VALUES(1, 0, 1, $1, $2, $3)",
            System.Security.Cryptography.SHA256.HashData(ChunkBody), new byte[] { 1, 0 }, ChunkBody);
        Run(connection, "INSERT INTO claim VALUES(1, 0, 3, 1, NULL, 0)");
        Run(connection, "INSERT INTO recipient VALUES($1, 1, 0, 2, 12345678)", StorageTrial.KeyOf(Address));
        Run(connection, "INSERT INTO recipient VALUES($1, 2, 0, 0, 0)", StorageTrial.KeyOf(Address));
        Run(connection, "INSERT INTO stream_row VALUES(2, 0, $1)",
            RowCodec.Encode([new AudienceRow(0, Address, StorageTrial.KeyOf(Address), [StreamValue])]).ToArray());
        Run(connection, $"INSERT INTO stream_key VALUES(2, '{IdempotencyKey}', 0, {StorageTrial.Noon.Ticks}, $1)", BodyHash);
        Run(connection, "INSERT INTO outcome VALUES(1, 0, 1, 1, $2, $1)", OutcomeCodec.Plain(Outcome).ToArray(), (int)OutcomeKind.Bounced);
        Run(connection, "INSERT INTO outcome VALUES(77, 0, 1, 1, $2, $1)", OutcomeCodec.Plain(Outcome).ToArray(), (int)OutcomeKind.Bounced);
        Run(connection, "INSERT INTO progress VALUES(1, $1, 1)", (int)OutcomeKind.Bounced);
        Run(connection, $"INSERT INTO suppression VALUES($1, '{Suppressed}', 'manual', '{Evidence}', {StorageTrial.Noon.Ticks})",
            StorageTrial.KeyOf(Suppressed));
        Run(connection, "INSERT INTO grain_state VALUES('sending-domain', 'sending-domain/sender.test', 3, $1)", State);
        Run(connection, "INSERT INTO grain_state VALUES('lane', 'lane/192.0.2.1/site', 4, NULL)");
        Run(connection, "UPDATE content SET body = $1", Encoding.UTF8.GetBytes(Subject));
        Run(connection, "PRAGMA user_version=1");
    }

    public static void Run(string folder, string sql)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder, SqliteDatabase.FileName)};Pooling=False");
        connection.Open();
        Run(connection, sql);
    }

    private static void Run(SqliteConnection connection, string sql, params object[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        command.ExecuteNonQuery();
    }

    private const string Schema = """
        CREATE TABLE grain_state(
            type TEXT NOT NULL, id TEXT NOT NULL, etag INTEGER NOT NULL, body BLOB, UNIQUE(type, id));

        CREATE TABLE content(campaign TEXT NOT NULL UNIQUE, body BLOB NOT NULL);

        CREATE TABLE directory(
            seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, running INTEGER NOT NULL, UNIQUE(kind, id));

        CREATE TABLE suppression(
            key BLOB PRIMARY KEY, address TEXT NOT NULL, reason TEXT NOT NULL, evidence TEXT NOT NULL,
            since INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX suppression_address ON suppression(address);

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
        CREATE TABLE stream_key(
            audience INTEGER NOT NULL, key TEXT NOT NULL, row INTEGER NOT NULL, at INTEGER NOT NULL,
            body_hash BLOB NOT NULL, PRIMARY KEY(audience, key)) WITHOUT ROWID;

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
