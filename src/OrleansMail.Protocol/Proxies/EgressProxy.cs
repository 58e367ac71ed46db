using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansMail.Proxies;

/// <summary>A proxy on whose machine an egress address is. Its text is its address, such as <c>socks5://10.0.0.5:1080</c>.</summary>
public sealed record EgressProxy
{
    private const string Form = "it is written socks5://HOST:PORT, proxy-v2://HOST:PORT or proxy-v1://HOST:PORT";
    private const int LongestHost = 253;

    private static readonly Dictionary<string, ProxyKind> Schemes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["socks5"] = ProxyKind.Socks5,
        ["proxy-v1"] = ProxyKind.ProxyV1,
        ["proxy-v2"] = ProxyKind.ProxyV2,
    };

    private EgressProxy(ProxyKind kind, string host, int port) => (Kind, Host, Port) = (kind, host, port);

    public ProxyKind Kind { get; }

    /// <summary>An IP address, or a name that is looked up with every connection.</summary>
    public string Host { get; }

    /// <summary>1 to 65535.</summary>
    public int Port { get; }

    /// <summary>How to sign in to it; null for not at all. SOCKS5 alone has a use for it.</summary>
    public ProxyLogin? Login { get; init; }

    /// <summary>Reads a proxy's address.</summary>
    /// <param name="text">Such as <c>socks5://10.0.0.5:1080</c>.</param>
    /// <param name="proxy">The proxy, without a login.</param>
    /// <param name="reason">What is wrong and how to write it; never repeats the text, which may hold a password.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out EgressProxy? proxy, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        proxy = null;
        var parts = text.Split("://", 2);
        if (parts.Length != 2 || !Schemes.TryGetValue(parts[0], out var kind))
        {
            reason = Form;
            return false;
        }

        if (parts[1].Contains('@', StringComparison.Ordinal))
        {
            reason = "user name and password belong into the file that Egress:ProxyPasswords names";
            return false;
        }

        if (!TryReadEndpoint(parts[1], out var host, out var port))
        {
            reason = Form;
            return false;
        }

        proxy = new EgressProxy(kind, host, port);
        reason = null;
        return true;
    }

    /// <summary>Host and port, as lines of the file of passwords begin.</summary>
    public string Endpoint => string.Create(
        CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    public override string ToString() => $"{SchemeOf(Kind)}://{Endpoint}";

    private static string SchemeOf(ProxyKind kind) => kind switch
    {
        ProxyKind.Socks5 => "socks5",
        ProxyKind.ProxyV1 => "proxy-v1",
        ProxyKind.ProxyV2 => "proxy-v2",
    };

    private static bool TryReadEndpoint(string text, out string host, out int port)
    {
        (host, port) = ("", 0);
        var colon = text.LastIndexOf(':');
        if (colon < 1
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
            || port is < 1 or > 65535)
        {
            return false;
        }

        var name = text[..colon];
        if (name is ['[', .. var inner, ']'])
        {
            // One spelling for each address: silos tell each other by it whether they mean the same proxy.
            var isAddress = IPAddress.TryParse(inner, out var address)
                && address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId == 0;
            host = isAddress ? address!.ToString() : "";
            return isAddress;
        }

        host = IPAddress.TryParse(name, out var four) && four.AddressFamily == AddressFamily.InterNetwork
            ? four.ToString()
            : name.ToLowerInvariant();
        return IsName(host);
    }

    private static bool IsName(string name) =>
        name.Length <= LongestHost
        && name.Split('.').All(label =>
            label.Length is > 0 and <= 63
            && label[0] != '-' && label[^1] != '-'
            && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
}
