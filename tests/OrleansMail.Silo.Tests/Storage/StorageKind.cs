namespace OrleansMail.Storage;

/// <summary>Which storage a test runs on.</summary>
public enum StorageKind
{
    Sqlite,
    Postgres,

    /// <summary>SQLite with tables that a later release has added to.</summary>
    SqliteLater,

    /// <summary>PostgreSQL with tables that a later release has added to.</summary>
    PostgresLater,
}
