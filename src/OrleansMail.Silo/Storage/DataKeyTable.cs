using System.Buffers.Binary;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>The wrapped data keys.</summary>
/// <remarks>
/// A row is never deleted and its key always has the same length: SQLite then writes the new octets over the old ones, in
/// the place where they stand, and no page that was moved or freed holds a copy.
/// </remarks>
internal static class DataKeyTable
{
    private const string Insert = "INSERT INTO data_key(scope, wrapped) VALUES(?1, ?2) ON CONFLICT DO NOTHING";
    private const string OfScope = "SELECT id, scope, wrapped FROM data_key WHERE scope = ?1";
    private const string OfId = "SELECT id, scope, wrapped FROM data_key WHERE id = ?1";

    private const string Destroy = """
        INSERT INTO data_key(scope, wrapped) VALUES(?1, ?2) ON CONFLICT(scope) DO UPDATE SET wrapped = ?2
        WHERE data_key.wrapped <> ?2
        """;

    private const string Others = """
        SELECT id, scope, wrapped FROM data_key WHERE id > ?1 AND substr(wrapped, 1, 4) NOT IN (?2, ?4)
        ORDER BY id LIMIT ?3
        """;

    private const string Destroyed = "SELECT scope FROM data_key WHERE wrapped = ?1";
    private const string Rewrap = "UPDATE data_key SET wrapped = ?3 WHERE id = ?1 AND wrapped = ?2";

    // The newest of each version: one is enough to see whether the cluster key is the right one.
    private const string OfVersions =
        """
        SELECT data_key.id, scope, wrapped, total
        FROM (SELECT max(id) AS id, count(*) AS total FROM data_key GROUP BY substr(wrapped, 1, 4)) AS newest
        JOIN data_key ON data_key.id = newest.id ORDER BY data_key.id
        """;

    /// <summary>Adds a key unless the scope has one.</summary>
    /// <returns>The key that the scope has now.</returns>
    public static DataKeyRow Add(StoreSession session, string scope, byte[] wrapped)
    {
        session[Insert].Bind(1, scope).Bind(2, wrapped).Run();
        return Find(session, scope)!;
    }

    public static DataKeyRow? Find(StoreSession session, string scope) => Read(session[OfScope].Bind(1, scope));

    public static DataKeyRow? Find(StoreSession session, int id) => Read(session[OfId].Bind(1, id));

    /// <summary>Writes zeros over a key; the row stays, so that no other key is made.</summary>
    public static void Forget(StoreSession session, string scope)
    {
        if (session[Destroy].Bind(1, scope).Bind(2, new byte[ClusterKeys.WrappedLength]).Run() > 0)
        {
            session.NoteForgetting();
            session.NoteRemains(scope);
        }
    }

    /// <summary>The scopes whose key was destroyed.</summary>
    public static List<string> ListForgotten(StoreSession session)
    {
        var found = new List<string>();
        var line = session[Destroyed].Bind(1, new byte[ClusterKeys.WrappedLength]);
        while (line.Step())
        {
            found.Add(line.Text(0));
        }

        return found;
    }

    /// <summary>Keys that are wrapped under another version than <paramref name="version"/>, a page at a time.</summary>
    public static List<DataKeyRow> ListOthers(StoreSession session, int version, int afterId, int max)
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(octets, version);
        var found = new List<DataKeyRow>();
        var line = session[Others].Bind(1, afterId).Bind(2, octets).Bind(3, max).Bind(4, new byte[4]);
        while (line.Step())
        {
            found.Add(Row(line));
        }

        return found;
    }

    /// <summary>Wraps a key anew, unless it was destroyed or wrapped anew meanwhile.</summary>
    public static void Replace(StoreSession session, DataKeyRow row, byte[] wrapped) =>
        session[Rewrap].Bind(1, row.Id).Bind(2, row.Wrapped).Bind(3, wrapped).Run();

    /// <summary>One key of every version with how many there are; destroyed ones count as version 0.</summary>
    public static List<(DataKeyRow Key, long Count)> Versions(StoreSession session)
    {
        var found = new List<(DataKeyRow, long)>();
        var line = session[OfVersions];
        while (line.Step())
        {
            found.Add((Row(line), line.Long(3)));
        }

        return found;
    }

    private static DataKeyRow? Read(StoreStatement line)
    {
        if (!line.Step())
        {
            return null;
        }

        var row = Row(line);
        line.Reset();
        return row;
    }

    private static DataKeyRow Row(StoreStatement line) =>
        new(line.Int(0), line.Text(1), line.Blob(2).ToArray());
}
