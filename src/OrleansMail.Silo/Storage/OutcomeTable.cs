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
    private const string Last = """
        SELECT final, kind, attempt FROM outcome WHERE audience = ?1 AND row = ?2
        ORDER BY final DESC, attempt DESC LIMIT 1
        """;

    private const string Insert = """
        INSERT INTO outcome(audience, row, attempt, final, kind, detail) VALUES(?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO NOTHING
        """;

    private const string Count = """
        INSERT INTO progress(audience, kind, count) VALUES(?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET count = count + ?3
        """;

    private const string FindFinal = "SELECT 1 FROM outcome WHERE audience = ?1 AND row = ?2 AND final = 1 LIMIT 1";

    public static bool HasFinal(SqliteSession session, long audience, long row) =>
        session[FindFinal].Bind(1, audience).Bind(2, row).Step();

    /// <summary>Adds an outcome unless the row has a final one or the attempt one already, and counts it.</summary>
    public static void Add(SqliteSession session, OutcomeEntry entry, byte[] detail)
    {
        var last = session[Last].Bind(1, entry.Audience).Bind(2, entry.Row);
        var isFirst = !last.Step();
        if (!isFirst && last.Flag(0))
        {
            return;
        }

        var added = session[Insert].Bind(1, entry.Audience).Bind(2, entry.Row).Bind(3, entry.Attempt)
            .Bind(4, entry.Final ? 1 : 0).Bind(5, (long)entry.Kind).Bind(6, detail).Run();
        if (added == 0 || (!isFirst && !entry.Final && last.Int(2) > entry.Attempt))
        {
            return;
        }

        if (!isFirst)
        {
            Move(session, entry.Audience, (OutcomeKind)last.Int(1), -1);
        }

        Move(session, entry.Audience, entry.Kind, 1);
    }

    private static void Move(SqliteSession session, long audience, OutcomeKind kind, long by) =>
        session[Count].Bind(1, audience).Bind(2, (long)kind).Bind(3, by).Run();
}
