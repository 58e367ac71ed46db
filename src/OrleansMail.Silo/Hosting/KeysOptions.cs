using OrleansMail.Sealing;

namespace OrleansMail.Hosting;

/// <summary>Where the keys are that everything stored depends on.</summary>
public sealed class KeysOptions
{
    public const string Section = "Keys";

    /// <summary>
    /// A file with the secret that addresses are hashed with; made on the first start. Default null: the secret is kept in
    /// the database, wrapped by the cluster key.
    /// </summary>
    public string? File { get; set; }

    /// <summary>
    /// The cluster key file, which opens everything that is stored; made on the first start. Default null:
    /// <c>cluster.key</c> in the data folder, where it protects nothing. The variable
    /// <c>ORLEANSMAIL_CLUSTER_KEY_FILE</c> comes before it.
    /// </summary>
    public string? ClusterFile { get; set; }

    /// <summary>The cluster key file that holds; null for the one in the data folder.</summary>
    internal string? ClusterFileOf() => Environment.GetEnvironmentVariable(ClusterKeyFile.Variable) ?? ClusterFile;
}
