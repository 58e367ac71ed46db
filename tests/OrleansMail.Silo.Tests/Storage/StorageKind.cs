namespace OrleansMail.Storage;

/// <summary>Which storage a test runs on.</summary>
public enum StorageKind
{
    Sqlite,
    Postgres,
}
