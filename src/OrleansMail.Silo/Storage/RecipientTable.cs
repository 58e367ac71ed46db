using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Finds rows by address key: duplicates within an audience, traces over all. Runs on the writer.</summary>
internal static class RecipientTable
{
    /// <summary>What the keyed hash of a row's values is for.</summary>
    public const string DigestUse = "row values";

    private const string Insert =
        "INSERT INTO recipient(key, audience, row, line, digest) VALUES(?1, ?2, ?3, ?4, ?5)";

    private const string InsertOnce = Insert + " ON CONFLICT DO NOTHING";

    private const string First =
        "SELECT line, digest, row FROM recipient WHERE key = ?1 AND audience = ?2 ORDER BY row LIMIT 1";

    private const string Delete = "DELETE FROM recipient WHERE key = ?1 AND audience = ?2";

    /// <summary>The first row with this key in the audience.</summary>
    public static bool TryFind(StoreSession session, long audience, byte[] key, out IndexedRow row)
    {
        var found = session[First].Bind(1, key).Bind(2, audience);
        if (!found.Step())
        {
            row = default;
            return false;
        }

        row = new IndexedRow(found.Long(2), found.Long(0), found.Long(1));
        found.Reset();
        return true;
    }

    public static void Add(StoreSession session, long audience, long number, AudienceRow row, long digest) =>
        session[Insert].Bind(1, row.Key).Bind(2, audience).Bind(3, number).Bind(4, row.Line).Bind(5, digest).Run();

    /// <summary>Adds a row unless it is there already.</summary>
    public static void AddOnce(StoreSession session, long audience, ReadOnlySpan<byte> key, IndexedRow row) =>
        session[InsertOnce].Bind(1, key).Bind(2, audience).Bind(3, row.Number).Bind(4, row.Line).Bind(5, row.Digest)
            .Run();

    public static void Remove(StoreSession session, long audience, byte[] key) =>
        session[Delete].Bind(1, key).Bind(2, audience).Run();
}
