namespace OrleansMail.Storage;

/// <summary>The table of audit entries, made whenever the database is opened and it is not there.</summary>
/// <remarks>
/// The triggers keep everything that goes through this database, also a defect of ours and a hand with a SQL shell, to
/// adding at the end. Whoever can write the file can drop them first: that is what hashes and checkpoints are for.
/// </remarks>
internal static class AuditSchema
{
    public const string Create = """
        CREATE TABLE IF NOT EXISTS audit(
            trail TEXT NOT NULL, seq INTEGER NOT NULL, id BLOB NOT NULL, at INTEGER NOT NULL, caller TEXT NOT NULL,
            kind TEXT NOT NULL, origin TEXT NOT NULL, session TEXT NOT NULL, second_factor INTEGER,
            action TEXT NOT NULL, target TEXT NOT NULL, result TEXT NOT NULL, detail TEXT NOT NULL,
            prev BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(trail, seq)) WITHOUT ROWID;
        CREATE UNIQUE INDEX IF NOT EXISTS audit_fact ON audit(trail, id);

        CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
        CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END;
        CREATE TRIGGER IF NOT EXISTS audit_at_the_end BEFORE INSERT ON audit
            WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit WHERE trail = NEW.trail)
                OR EXISTS(SELECT 1 FROM audit WHERE trail = NEW.trail AND id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'audit entries are only added at the end'); END;
        """;
}
