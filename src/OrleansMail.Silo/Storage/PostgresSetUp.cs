using System.Text.RegularExpressions;

namespace OrleansMail.Storage;

/// <summary>What an administrator of a PostgreSQL server runs once, before the first silo starts.</summary>
public static partial class PostgresSetUp
{
    /// <summary>
    /// A script for psql: makes the database, the role of the silos, and the audit table, which belongs to a role that nobody
    /// can sign in as. What is there already stays.
    /// </summary>
    /// <param name="name">Of the database and of the role: 1 to 40 of a to z, 0 to 9 and <c>_</c>, not a digit first.</param>
    /// <exception cref="ArgumentException">The name cannot be used.</exception>
    public static string Script(string name)
    {
        if (!Name().IsMatch(name))
        {
            throw new ArgumentException(
                $"'{name}' is no name for a database: 1 to 40 of a to z, 0 to 9 and _, not a digit first.", nameof(name));
        }

        return $"""
            -- Sets up PostgreSQL for OrleansMail. Run it as a superuser: psql -X postgres < this file
            -- Then give the role a password: psql -X postgres -c '\password {name}'
            \set ON_ERROR_STOP on
            SELECT 'CREATE ROLE {name} LOGIN'
                WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') \gexec
            SELECT 'CREATE ROLE {name}_audit NOLOGIN'
                WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}_audit') \gexec
            SELECT 'CREATE DATABASE {name} TEMPLATE template0 ENCODING UTF8'
                WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}') \gexec
            REVOKE ALL ON DATABASE {name} FROM PUBLIC;
            GRANT CONNECT ON DATABASE {name} TO {name};
            \connect {name}
            BEGIN;
            REVOKE ALL ON SCHEMA public FROM PUBLIC;
            CREATE SCHEMA IF NOT EXISTS {name} AUTHORIZATION {name};
            CREATE SCHEMA IF NOT EXISTS {name}_audit AUTHORIZATION {name}_audit;
            GRANT USAGE ON SCHEMA {name}_audit TO {name};
            ALTER ROLE {name} IN DATABASE {name} SET search_path = {name}, {name}_audit;
            SELECT to_regclass('{name}_audit.audit') IS NULL AS is_new \gset
            \if :is_new
            SET LOCAL ROLE {name}_audit;
            SET LOCAL search_path = {name}_audit;
            {PostgresAuditSchema.Create}
            GRANT SELECT, INSERT ON audit TO {name};
            RESET ROLE;
            \endif
            COMMIT;

            """;
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,39}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name();
}
