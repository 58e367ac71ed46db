namespace OrleansMail.Storage;

/// <summary>What a later release may do to tables that the present one works on.</summary>
internal static class LaterTables
{
    public static SchemaStep Sqlite { get; } = Of((int)Schema.Version);

    public static SchemaStep Postgres { get; } = Of(PostgresSchema.Known);

    /// <summary>Takes the later release's step, beside a program that has the database open.</summary>
    public static void Make(IStoreDatabase database)
    {
        if (database is SqliteDatabase sqlite)
        {
            using var writer = sqlite.OpenWriter();
            SqliteSteps.Take(writer, [Sqlite]);
            return;
        }

        using var session = ((PostgresDatabase)database).OpenSession();
        Make(session, Postgres);
    }

    public static void Make(PostgresSession session, SchemaStep step)
    {
        session.Execute("BEGIN");
        PostgresTables.Make(session, [step]);
        session.Execute("COMMIT");
    }

    /// <summary>A new table, a new index, and a new column in every table.</summary>
    private static SchemaStep Of(int version) => new(
        version + 1,
        version,
        string.Concat(TableCopy.All.Select(table => $"ALTER TABLE {table.Name} ADD COLUMN later TEXT NOT NULL DEFAULT 'later';"))
        + "CREATE INDEX content_later ON content(later);"
        + "CREATE TABLE later(campaign TEXT PRIMARY KEY, body TEXT);");
}
