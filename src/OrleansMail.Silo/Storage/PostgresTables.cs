using System.Globalization;

namespace OrleansMail.Storage;

/// <summary>Makes the tables of a database, or checks those that are there. Runs in a transaction.</summary>
internal static class PostgresTables
{
    /// <summary>One process prepares the database, the others wait for it.</summary>
    public const string OnlyOne = "SELECT pg_advisory_xact_lock(21322, 1)";

    private const string VersionOf = "SELECT version FROM orleansmail_schema";
    private const string HasTables = "SELECT to_regclass('orleansmail_schema') IS NOT NULL";
    private const string ReadableFromOf = "SELECT readable_from FROM orleansmail_schema";

    private const string HasReadableFrom = """
        SELECT EXISTS(SELECT FROM pg_attribute WHERE attrelid = to_regclass('orleansmail_schema')
            AND attname = 'readable_from' AND NOT attisdropped)
        """;

    private const string HasAudit = "SELECT to_regclass('audit') IS NOT NULL";

    private const string GuardsOf = """
        SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass('audit') AND tgenabled = 'O'
            AND tgname IN ('audit_no_change', 'audit_at_the_end')
        """;

    /// <exception cref="DataFolderException">The tables are of a newer release, or the audit trail is open to changes.</exception>
    public static void Make(PostgresSession session) => Make(session, PostgresSchema.Later);

    /// <summary>The same for a release that knows other steps.</summary>
    public static void Make(PostgresSession session, IReadOnlyList<SchemaStep> later)
    {
        session.Execute(OnlyOne);
        if (session.Execute(HasTables) is false)
        {
            session.Execute(PostgresSchema.Create);
        }

        if (session.Execute(HasReadableFrom) is false)
        {
            session.Execute(PostgresSchema.ReadableFrom);
        }

        Take(session, later);
        MakeAudit(session);
    }

    private static void Take(PostgresSession session, IReadOnlyList<SchemaStep> later)
    {
        var version = (int)session.Execute(VersionOf)!;
        var readableFrom = (int)session.Execute(ReadableFromOf)!;
        var known = later.Count == 0 ? PostgresSchema.Version : later[^1].Version;
        if (!SchemaStep.MayUse(version, readableFrom, known))
        {
            throw new DataFolderException(
                DataFolderFault.Newer,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The database has tables of version {version}, which take a release that knows version {readableFrom} or "
                    + $"a later one; this one knows {known}. Use a newer release."));
        }

        foreach (var step in later.Where(step => step.Version > version))
        {
            session.Execute(step.Sql);
            session.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"UPDATE orleansmail_schema SET version = {step.Version}, readable_from = {step.ReadableFrom}"));
        }
    }

    private static void MakeAudit(PostgresSession session)
    {
        if (session.Execute(HasAudit) is false)
        {
            session.Execute(PostgresAuditSchema.Create);
        }

        if (session.Execute(GuardsOf) is not 2L)
        {
            throw new DataFolderException(
                DataFolderFault.Damaged,
                "The audit table of the database has lost its triggers audit_no_change or audit_at_the_end. Find out who took "
                + "them off, verify the trails, and make them anew.");
        }
    }
}
