using OrleansMail.Ledger;
using OrleansMail.Outcomes;

namespace OrleansMail.Storage;

/// <summary>Outcomes and their counts. Runs on the writer.</summary>
/// <remarks>
/// The final flag is part of the key: that a row was cancelled or expired after a deferred attempt may be said with the
/// number of that attempt, and takes nothing away from what is known about it.
/// </remarks>
internal static class OutcomeTable
{
    private const string InsertFirst = """
        INSERT INTO outcome(audience, row, attempt, final, kind, detail) SELECT ?1, ?2, ?3, ?4, ?5, ?6
        WHERE NOT EXISTS (SELECT 1 FROM outcome WHERE audience = ?1 AND row = ?2)
        """;

    private const string Last = """
        SELECT final, kind, attempt FROM outcome WHERE audience = ?1 AND row = ?2
        ORDER BY final DESC, attempt DESC LIMIT 1
        """;

    private const string Insert = """
        INSERT INTO outcome(audience, row, attempt, final, kind, detail) VALUES(?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO NOTHING
        """;

    private const string FindAny =
        "SELECT 1 FROM outcome WHERE audience = ?1 AND row BETWEEN ?2 AND ?3 LIMIT 1";

    private const string FindFinal = "SELECT 1 FROM outcome WHERE audience = ?1 AND row = ?2 AND final = 1 LIMIT 1";

    public static bool HasFinal(StoreSession session, long audience, long row) =>
        session[FindFinal].Bind(1, audience).Bind(2, row).Step();

    /// <summary>Is any of the rows from <paramref name="first"/> to <paramref name="last"/> in the ledger?</summary>
    public static bool HasAny(StoreSession session, long audience, long first, long last) =>
        session[FindAny].Bind(1, audience).Bind(2, first).Bind(3, last).Step();

    /// <summary>Adds an outcome unless the row has a final one, the attempt one already, or others its chunk, and counts it.</summary>
    public static void Add(StoreSession session, OutcomeEntry entry, byte[] detail)
    {
        if (entry.Under is { } claim && !ClaimTable.IsNewest(session, claim))
        {
            return;
        }

        // Most rows have one outcome in their life: it costs one statement.
        if (Write(session, InsertFirst, entry, detail))
        {
            session.Progress.Add(entry.Audience, entry.Kind, 1);
            return;
        }

        var last = session[Last].Bind(1, entry.Audience).Bind(2, entry.Row);
        if (!last.Step() || last.Flag(0)
            || !Write(session, Insert, entry, detail)
            || (!entry.Final && last.Int(2) > entry.Attempt))
        {
            return;
        }

        session.Progress.Add(entry.Audience, (OutcomeKind)last.Int(1), -1);
        session.Progress.Add(entry.Audience, entry.Kind, 1);
    }

    private static bool Write(StoreSession session, string insert, OutcomeEntry entry, byte[] detail) =>
        session[insert].Bind(1, entry.Audience).Bind(2, entry.Row).Bind(3, entry.Attempt)
            .Bind(4, entry.Final ? 1 : 0).Bind(5, (long)entry.Kind).Bind(6, detail).Run() > 0;
}
