namespace OrleansMail.Storage;

/// <summary>The table of audit entries in PostgreSQL, and what keeps it to adding at the end.</summary>
/// <remarks>
/// Whoever owns a table can take its triggers off. So it should belong to a role of its own, which nobody signs in as:
/// <see cref="PostgresSetUp"/>. A silo that finds no such table makes one that belongs to its own role.
/// </remarks>
internal static class PostgresAuditSchema
{
    public const string Create = """
        CREATE TABLE audit(
            trail text COLLATE "C" NOT NULL, seq bigint NOT NULL, id bytea NOT NULL, at bigint NOT NULL,
            caller text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL, origin text COLLATE "C" NOT NULL,
            session text COLLATE "C" NOT NULL, second_factor bigint, action text COLLATE "C" NOT NULL,
            target text COLLATE "C" NOT NULL, result text COLLATE "C" NOT NULL, detail text COLLATE "C" NOT NULL,
            prev bytea NOT NULL, hash bytea NOT NULL, PRIMARY KEY(trail, seq));
        CREATE UNIQUE INDEX audit_fact ON audit(trail, id);

        CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'audit entries are never changed or deleted' USING ERRCODE = 'OM001'; END $$;
        CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
            FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

        -- Looks at the table that it stands on, whatever else is called so in somebody's search path.
        CREATE FUNCTION audit_append() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        DECLARE following bigint;
        BEGIN
            EXECUTE format(
                'SELECT coalesce(max(seq), 0) + 1 FROM %I.%I WHERE trail = $1', TG_TABLE_SCHEMA, TG_TABLE_NAME)
                INTO following USING NEW.trail;
            IF NEW.seq <> following THEN
                RAISE EXCEPTION 'audit entries are only added at the end' USING ERRCODE = 'OM002';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER audit_at_the_end BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_append();
        """;
}
