namespace OrleansMail.Hosting;

/// <summary>Where everything is kept.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>
    /// <c>sqlite</c>: one data folder, one process. <c>postgresql</c>: one database, any number of silos. Default sqlite.
    /// </summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>
    /// How PostgreSQL is reached, in the words of Npgsql: <c>Host=db.example;Database=orleansmail;Username=orleansmail</c>.
    /// A secret if it holds a password. Default null; postgresql needs it or <see cref="ConnectionStringFile"/>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>A file that holds nothing but the connection string. Default null.</summary>
    public string? ConnectionStringFile { get; set; }
}
