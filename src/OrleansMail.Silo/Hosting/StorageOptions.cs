namespace OrleansMail.Hosting;

/// <summary>Where everything is kept.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary><c>sqlite</c>: one data folder, one process. Default sqlite; <c>postgresql</c> is not built yet.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>Of no use to sqlite.</summary>
    public string? ConnectionString { get; set; }
}
