using System.Globalization;

namespace OrleansMail.Storage;

/// <summary>Makes the tables of a database, or checks those that are there. Runs in a transaction.</summary>
internal static class PostgresTables
{
    /// <summary>One process prepares the database, the others wait for it.</summary>
    public const string OnlyOne = "SELECT pg_advisory_xact_lock(21322, 1)";

    private const string VersionOf = "SELECT version FROM orleansmail_schema";
    private const string HasTables = "SELECT to_regclass('orleansmail_schema') IS NOT NULL";
    private const string HasAudit = "SELECT to_regclass('audit') IS NOT NULL";

    private const string GuardsOf = """
        SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass('audit') AND tgenabled = 'O'
            AND tgname IN ('audit_no_change', 'audit_at_the_end')
        """;

    /// <exception cref="DataFolderException">The tables are of a newer release, or the audit trail is open to changes.</exception>
    public static void Make(PostgresSession session)
    {
        session.Execute(OnlyOne);
        if (session.Execute(HasTables) is false)
        {
            session.Execute(PostgresSchema.Create);
        }

        var version = (int)session.Execute(VersionOf)!;
        if (version > PostgresSchema.Version)
        {
            throw new DataFolderException(
                DataFolderFault.Newer,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The database has tables of version {version}, of a newer release; this one knows {PostgresSchema.Version}. Use that release."));
        }

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
