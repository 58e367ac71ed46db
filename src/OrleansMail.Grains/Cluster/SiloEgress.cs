namespace OrleansMail.Cluster;

/// <summary>The addresses that one silo sends from, as it tells the others when it joins.</summary>
/// <param name="Text">
/// Entries separated by commas: <c>192.0.2.1</c> for an address of its machine, <c>192.0.2.1@socks5://10.0.0.5:1080</c> for
/// one on a proxy, or <see cref="Every"/>.
/// </param>
public sealed record SiloEgress(string Text)
{
    /// <summary>The key of the silo's metadata.</summary>
    public const string Key = "orleansmail.egress";

    /// <summary>Whatever is registered: an embedded silo is alone.</summary>
    public const string Every = "*";

    private const char Via = '@';

    private IEnumerable<string> Entries => Text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Is there an address that is on the silo's own machine?</summary>
    public bool HasOwn => Entries.Any(static entry => !entry.Contains(Via, StringComparison.Ordinal));

    /// <summary>The addresses that are on a proxy.</summary>
    public IEnumerable<string> OnProxies =>
        Entries.Where(static entry => entry.Contains(Via, StringComparison.Ordinal)).Select(static entry => entry.Split(Via)[0]);

    /// <summary>The entry of an address.</summary>
    /// <param name="address">In its canonical text form.</param>
    /// <param name="proxy">The proxy that it is on, or null.</param>
    public static string Entry(string address, string? proxy) => proxy is null ? address : $"{address}{Via}{proxy}";

    /// <summary>Does the silo have that address?</summary>
    /// <param name="address">In its canonical text form.</param>
    /// <param name="proxy">The proxy that it is on; null when it is on the silo's own machine.</param>
    public bool Has(string address, out string? proxy)
    {
        var start = $"{address}{Via}";
        var entries = Entries.ToArray();
        proxy = Array.Find(entries, entry => entry.StartsWith(start, StringComparison.Ordinal))?[start.Length..];
        return proxy is not null || entries.Contains(address, StringComparer.Ordinal) || entries.Contains(Every, StringComparer.Ordinal);
    }
}
