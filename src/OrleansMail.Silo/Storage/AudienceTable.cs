namespace OrleansMail.Storage;

/// <summary>The list of audiences. Runs on the writer.</summary>
internal static class AudienceTable
{
    private const string Insert = """
        INSERT INTO audience(campaign, is_stream, state, rows, same, other, next_row, columns)
        VALUES(?1, ?2, 0, 0, 0, 0, 0, ?3) RETURNING id
        """;

    private const string Find = "SELECT rows, next_row, is_stream FROM audience WHERE id = ?1 AND state <> 2 /* lock */";
    private const string InImport = "SELECT 1 FROM audience WHERE id = ?1 AND state = 0 AND is_stream = 0";
    private const string Count =
        "UPDATE audience SET rows = rows + ?2, same = same + ?3, other = other + ?4 WHERE id = ?1";

    private const string Next = "UPDATE audience SET next_row = ?2 WHERE id = ?1";
    private const string MarkKept = "UPDATE audience SET state = 1 WHERE id = ?1 AND state = 0";
    private const string MarkDropped = "UPDATE audience SET state = 2 WHERE id = ?1";
    private const string MarkLost = "UPDATE audience SET state = 2 WHERE campaign = ?1 AND state = 0";
    private const string Dropped = "SELECT id FROM audience WHERE state = 2";
    private const string Campaign = "SELECT campaign FROM audience WHERE id = ?1";
    private const string Delete = "DELETE FROM audience WHERE id = ?1 AND state = 2";

    public static long Open(StoreSession session, string campaign, string[] columns, bool isStream)
    {
        session[MarkLost].Bind(1, campaign).Run();
        var line = session[Insert].Bind(1, campaign).Bind(2, isStream ? 1 : 0)
            .Bind(3, RowCodec.EncodeColumns(columns));
        line.Step();
        return line.Long(0);
    }

    /// <summary>The campaign of an audience; null if there is no such audience.</summary>
    public static string? CampaignOf(StoreSession session, long audience)
    {
        var line = session[Campaign].Bind(1, audience);
        if (!line.Step())
        {
            return null;
        }

        var campaign = line.Text(0);
        line.Reset();
        return campaign;
    }

    /// <summary>Rows so far and the number of the next row of a stream.</summary>
    public static (long Rows, long NextRow) Get(StoreSession session, long audience, bool isStream)
    {
        var line = session[Find].Bind(1, audience);
        return line.Step() && line.Flag(2) == isStream
            ? (line.Long(0), line.Long(1))
            : throw new InvalidOperationException($"Audience {audience} is not open for such rows.");
    }

    /// <summary>Rows may be in chunks that are not in the recipient table yet.</summary>
    public static bool IsInImport(StoreSession session, long audience) => session[InImport].Bind(1, audience).Step();

    /// <summary>The number of the next row of a stream; null if the audience is none.</summary>
    public static long? NextRow(StoreSession session, long audience)
    {
        var line = session[Find].Bind(1, audience);
        return line.Step() && line.Flag(2) ? line.Long(1) : null;
    }

    public static void Add(StoreSession session, long audience, int rows, int same, int other) =>
        session[Count].Bind(1, audience).Bind(2, rows).Bind(3, same).Bind(4, other).Run();

    public static void SetNextRow(StoreSession session, long audience, long row) =>
        session[Next].Bind(1, audience).Bind(2, row).Run();

    /// <summary>The audience is wanted: opening another one for its campaign no longer drops it.</summary>
    public static void Keep(StoreSession session, long audience) => session[MarkKept].Bind(1, audience).Run();

    /// <summary>Hides an audience; its rows are deleted piece by piece.</summary>
    public static void Drop(StoreSession session, long audience) => session[MarkDropped].Bind(1, audience).Run();

    public static List<long> ListDropped(StoreSession session)
    {
        var found = new List<long>();
        var line = session[Dropped];
        while (line.Step())
        {
            found.Add(line.Long(0));
        }

        return found;
    }

    public static void Forget(StoreSession session, long audience) => session[Delete].Bind(1, audience).Run();
}
