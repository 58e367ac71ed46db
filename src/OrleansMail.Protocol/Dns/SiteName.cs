using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.Dns;

/// <summary>
/// Names who runs a set of mail hosts: receivers count what we send by their hosts, not by the recipient's domain.
/// </summary>
public static class SiteName
{
    /// <summary>Characters of <c>[a-z0-9.+-]</c> at most.</summary>
    public const int MaxLength = 128;

    /// <summary>
    /// The end of a host name, or the whole of it, and the provider it belongs to; the first match counts.
    /// </summary>
    private static readonly (string Suffix, string Site)[] Providers =
    [
        ("google.com", "google"),
        ("googlemail.com", "google"),
        ("olc.protection.outlook.com", "outlook-consumer"),
        ("mail.protection.outlook.com", "outlook-tenant"),
        ("mx.microsoft", "outlook-tenant"),
        ("yahoodns.net", "yahoodns"),
        ("mail.icloud.com", "icloud"),
        ("mfsmax.docomo.ne.jp", "docomo"),
        ("au.com", "au"),
        ("ezweb.ne.jp", "au"),
        ("softbank.jp", "softbank"),
        ("softbank.ne.jp", "softbank"),
    ];

    /// <summary>
    /// The provider of the most preferred hosts, or else a name made of all hosts; their order does not matter.
    /// </summary>
    public static string Of(IReadOnlyCollection<MxHost> hosts)
    {
        var best = hosts.Min(host => host.Preference);
        var providers = hosts
            .Where(host => host.Preference == best)
            .Select(host => ProviderOf(host.Name))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return providers is [{ } provider]
            ? provider
            : Shorten(string.Join('+', new SortedSet<string>(hosts.Select(host => host.Name), StringComparer.Ordinal)));
    }

    internal static string OfRoute(string host, int port) =>
        Shorten(string.Create(CultureInfo.InvariantCulture, $"{host}+{port}"));

    private static string? ProviderOf(string host)
    {
        foreach (var (suffix, site) in Providers)
        {
            if (host.EndsWith(suffix, StringComparison.Ordinal)
                && (host.Length == suffix.Length || host[^(suffix.Length + 1)] == '.'))
            {
                return site;
            }
        }

        return null;
    }

    private static string Shorten(string name)
    {
        var clean = string.Create(name.Length, name, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                var kept = char.IsAsciiLetterLower(from[i]) || char.IsAsciiDigit(from[i]) || from[i] is '.' or '+';
                to[i] = kept ? from[i] : '-';
            }
        });
        if (clean.Length <= MaxLength)
        {
            return clean;
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8));
        return $"{clean.AsSpan(0, MaxLength - 17)}+{digest}";
    }
}
