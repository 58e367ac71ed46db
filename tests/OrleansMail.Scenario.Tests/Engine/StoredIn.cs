namespace OrleansMail.Scenarios;

/// <summary>What the engine of a test keeps everything in.</summary>
public enum StoredIn
{
    /// <summary>Its data folder.</summary>
    Folder = 0,

    /// <summary>A PostgreSQL database of its own.</summary>
    Postgres = 1,
}
