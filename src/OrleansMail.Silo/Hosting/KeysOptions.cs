namespace OrleansMail.Hosting;

/// <summary>The key that addresses are hashed with.</summary>
public sealed class KeysOptions
{
    public const string Section = "Keys";

    /// <summary>The key file; made on the first start. Default null: <c>address.key</c> in the data folder.</summary>
    public string? File { get; set; }
}
