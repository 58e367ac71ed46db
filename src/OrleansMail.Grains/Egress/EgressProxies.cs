using System.Net;
using OrleansMail.Proxies;

namespace OrleansMail.Egress;

/// <summary>Which of a silo's egress addresses sit on a proxy, as its configuration says.</summary>
/// <param name="proxies">The proxy of each such address.</param>
public sealed class EgressProxies(IReadOnlyDictionary<IPAddress, EgressProxy> proxies)
{
    /// <summary>All addresses are the machine's own.</summary>
    public static EgressProxies None { get; } = new(new Dictionary<IPAddress, EgressProxy>());

    /// <summary>The proxy of an address; null when the address is the machine's own.</summary>
    public EgressProxy? Of(IPAddress address) => proxies.GetValueOrDefault(address);
}
