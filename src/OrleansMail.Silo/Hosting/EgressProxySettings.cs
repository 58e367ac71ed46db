using System.Net;
using OrleansMail.Egress;
using OrleansMail.Proxies;

namespace OrleansMail.Hosting;

/// <summary>Reads which egress addresses sit on a proxy.</summary>
internal static class EgressProxySettings
{
    /// <exception cref="ConfigurationException">An entry cannot be used, or the file of passwords cannot be read.</exception>
    public static EgressProxies Read(EgressOptions options)
    {
        var logins = options.ProxyPasswords is { } file ? ProxyPasswordFile.Read(file) : [];
        var addresses = options.Addresses
            .Select(static entry => IPAddress.TryParse(entry.Split('=', 2)[0], out var address) ? address : null)
            .OfType<IPAddress>()
            .ToHashSet();
        var proxies = new Dictionary<IPAddress, EgressProxy>();
        foreach (var entry in options.Proxies)
        {
            var (address, proxy) = Parse(entry);
            if (!addresses.Contains(address))
            {
                throw Fault($"{address} is not in Egress:Addresses; name it there too, with its EHLO name.");
            }

            if (OtherOn(proxy, proxies) is { } other)
            {
                throw Fault(
                    $"{other} and {address} are both on {proxy}, but a SOCKS5 proxy chooses the address itself: "
                    + "give each address a port of its own, or use proxy-v2.");
            }

            var login = proxy.Kind == ProxyKind.Socks5 ? logins.GetValueOrDefault(proxy.Endpoint) : null;
            if (!proxies.TryAdd(address, proxy with { Login = login }))
            {
                throw Fault($"{address} is there twice; leave one.");
            }
        }

        return new EgressProxies(proxies);
    }

    private static (IPAddress Address, EgressProxy Proxy) Parse(string entry)
    {
        // What stands behind the sign is not repeated: it may hold a password that does not belong there.
        var parts = entry.Split('=', 2);
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out var address))
        {
            throw Fault("an entry begins with no IP address and =; write ADDRESS=socks5://HOST:PORT.");
        }

        return EgressProxy.TryParse(parts[1], out var proxy, out var reason)
            ? (address, proxy)
            : throw Fault($"the proxy of {address} cannot be read: {reason}.");
    }

    private static IPAddress? OtherOn(EgressProxy proxy, Dictionary<IPAddress, EgressProxy> proxies) =>
        proxy.Kind == ProxyKind.Socks5
            ? proxies.FirstOrDefault(known => known.Value.Kind == ProxyKind.Socks5 && known.Value.Endpoint == proxy.Endpoint).Key
            : null;

    private static ConfigurationException Fault(string message) => new($"Egress:Proxies: {message}");
}
