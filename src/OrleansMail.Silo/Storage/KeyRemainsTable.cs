namespace OrleansMail.Storage;

/// <summary>What was written over and may still stand in the file of the table of keys. PostgreSQL only.</summary>
internal static class KeyRemainsTable
{
    private const string Insert = "INSERT INTO key_remains(scope, since) VALUES(?1, ?2)";
    private const string All = "SELECT id, scope, since, gone FROM key_remains ORDER BY id";
    private const string Some = "SELECT 1 FROM key_remains WHERE scope = ?1 AND gone = 0 LIMIT 1";
    private const string Newest = "SELECT max(id) FROM key_remains WHERE gone = 0";
    private const string MarkGone = "UPDATE key_remains SET gone = 1 WHERE id <= ?1 AND gone = 0";
    private const string Delete = "DELETE FROM key_remains WHERE id = ?1 AND gone = 1";

    // Whoever may still see what was written over last: a session with an older snapshot or transaction, in this database, or in
    // another one if it writes; a slot or a standby that a snapshot is kept for; a prepared transaction. What only vacuums does
    // not count. A number that this server has not come to is from a backup of another one: nobody here has seen that row.
    private const string Holder = """
        SELECT holder.name FROM (
            SELECT xact FROM key_remains WHERE gone = 0 ORDER BY xact DESC LIMIT 1
        ) AS last, (
            SELECT format('session %s (%s)', pid, coalesce(nullif(application_name, ''), backend_type, 'unnamed')) AS name,
                greatest(age(backend_xid), CASE WHEN datname = current_database() OR datname IS NULL THEN age(backend_xmin) END)
                AS age
            FROM pg_stat_activity
            WHERE pid <> pg_backend_pid() AND pid NOT IN (SELECT pid FROM pg_stat_progress_vacuum)
            UNION ALL SELECT format('the replication slot %s', slot_name), age(xmin) FROM pg_replication_slots
            UNION ALL SELECT 'a prepared transaction', age(transaction) FROM pg_prepared_xacts
        ) AS holder
        WHERE last.xact < pg_snapshot_xmax(pg_current_snapshot()) AND holder.age >= age(last.xact::xid)
        ORDER BY holder.age DESC LIMIT 1
        """;

    public static void Add(StoreSession session, string scope, DateTimeOffset since) =>
        session[Insert].Bind(1, scope).Bind(2, since.UtcTicks).Run();

    public static List<KeyRemain> List(StoreSession session)
    {
        var found = new List<KeyRemain>();
        var line = session[All];
        while (line.Step())
        {
            found.Add(new KeyRemain(
                line.Long(0), line.Text(1), new DateTimeOffset(line.Long(2), TimeSpan.Zero), line.Flag(3)));
        }

        return found;
    }

    /// <summary>May a copy of a scope's key be in the file?</summary>
    public static bool Has(StoreSession session, string scope)
    {
        var line = session[Some].Bind(1, scope);
        var found = line.Step();
        line.Reset();
        return found;
    }

    /// <summary>The last row that is not gone; null if there is none.</summary>
    public static long? Last(StoreSession session)
    {
        var line = session[Newest];
        long? last = line.Step() && !line.IsNull(0) ? line.Long(0) : null;
        line.Reset();
        return last;
    }

    public static void NoteGone(StoreSession session, long last) => session[MarkGone].Bind(1, last).Run();

    public static void Remove(StoreSession session, long id) => session[Delete].Bind(1, id).Run();

    /// <summary>Who may still see what was written over, the oldest of them; null if nobody is known to.</summary>
    public static string? HolderOf(StoreSession session)
    {
        var line = session[Holder];
        var name = line.Step() ? line.Text(0) : null;
        line.Reset();
        return name;
    }
}
