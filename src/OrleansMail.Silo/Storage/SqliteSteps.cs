using System.Globalization;

namespace OrleansMail.Storage;

/// <summary>Carries the tables of a data folder to the version that this release knows, and tells who may use them.</summary>
/// <remarks>A folder without the table <c>readable_from</c> is for programs that know its version.</remarks>
internal static class SqliteSteps
{
    private const string Has = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'readable_from'";
    private const string Find = "SELECT version FROM readable_from";
    private const string Version = "PRAGMA user_version";

    /// <summary>May a program work on the tables?</summary>
    /// <param name="known">The last version that it knows.</param>
    public static bool MayUse(SqliteSession session, long known)
    {
        var version = Number(session, Version);
        return SchemaStep.MayUse(version, Number(session, Has) == 0 ? version : Number(session, Find), known);
    }

    /// <summary>Takes the steps that the folder does not have yet, each in a transaction of its own.</summary>
    public static void Take(SqliteSession session, IReadOnlyList<SchemaStep> steps)
    {
        var version = Number(session, Version);
        foreach (var step in steps.Where(step => step.Version > version))
        {
            session.BeginWrite();
            session.Execute(step.Sql);
            session.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                CREATE TABLE IF NOT EXISTS readable_from(version INTEGER NOT NULL);
                DELETE FROM readable_from;
                INSERT INTO readable_from VALUES({step.ReadableFrom});
                PRAGMA user_version={step.Version};
                """));
            session.Commit();
        }
    }

    private static long Number(SqliteSession session, string sql)
    {
        var line = session[sql];
        line.Step();
        var number = line.Long(0);
        line.Reset();
        return number;
    }
}
