namespace OrleansMail.Cluster;

/// <summary>The addresses that one silo sends from, as it tells the others when it joins.</summary>
/// <param name="Text">Addresses separated by commas, or <see cref="Every"/>.</param>
public sealed record SiloEgress(string Text)
{
    /// <summary>The key of the silo's metadata.</summary>
    public const string Key = "orleansmail.egress";

    /// <summary>Whatever is registered: an embedded silo is alone.</summary>
    public const string Every = "*";

    /// <summary>Is there an address at all?</summary>
    public bool HasAny => Text.Length > 0;

    /// <summary>Does the silo have that address?</summary>
    /// <param name="address">In its canonical text form.</param>
    public bool Has(string address) => Text == Every || Text.Split(',').Contains(address, StringComparer.Ordinal);
}
