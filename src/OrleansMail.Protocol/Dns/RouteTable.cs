using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace OrleansMail.Dns;

/// <summary>
/// The operator's fixed routes, asked before DNS: domain, or <c>*</c> for all others, to <c>host:port</c>.
/// </summary>
public sealed class RouteTable
{
    private const string Everything = "*";

    private readonly FrozenDictionary<string, MxRoute> _routes;

    private RouteTable(IDictionary<string, MxRoute> routes) =>
        _routes = routes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static RouteTable Empty { get; } = new(new Dictionary<string, MxRoute>(StringComparer.Ordinal));

    /// <summary>Reads the table; <paramref name="reason"/> names the first route that is none.</summary>
    public static bool TryParse(
        IEnumerable<KeyValuePair<string, string>> routes,
        [NotNullWhen(true)] out RouteTable? table,
        [NotNullWhen(false)] out string? reason)
    {
        var parsed = new Dictionary<string, MxRoute>(StringComparer.OrdinalIgnoreCase);
        foreach (var (domain, target) in routes)
        {
            if (!TryParseTarget(target, out var route))
            {
                (table, reason) = (null, $"route {domain}: '{target}' is not host:port");
                return false;
            }

            parsed[domain.TrimEnd('.')] = route;
        }

        (table, reason) = (new RouteTable(parsed), null);
        return true;
    }

    /// <summary>The route of a domain; null leaves it to DNS.</summary>
    public MxRoute? Find(string domain) => _routes.GetValueOrDefault(domain) ?? _routes.GetValueOrDefault(Everything);

    private static bool TryParseTarget(string target, [NotNullWhen(true)] out MxRoute? route)
    {
        route = null;
        var colon = target.LastIndexOf(':');
        if (colon < 1
            || !ushort.TryParse(target.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port == 0)
        {
            return false;
        }

        var host = target[..colon].ToLowerInvariant();
        host = host is ['[', .. var inner, ']'] ? inner : host;
        if (!IPAddress.TryParse(host, out _) && !HostName.IsUsable(host))
        {
            return false;
        }

        route = new MxRoute(SiteName.OfRoute(host, port), [new MxHost(0, host)], port, IsFixed: true);
        return true;
    }
}
