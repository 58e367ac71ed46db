namespace OrleansMail.Hosting;

/// <summary>The addresses this silo sends from.</summary>
public sealed class EgressOptions
{
    public const string Section = "Egress";

    /// <summary>
    /// Addresses as <c>192.0.2.1</c> or <c>192.0.2.1=mail.example.com</c>; registered at start as <c>ip add</c> would.
    /// Default none: those registered by <c>ip add</c>.
    /// </summary>
    public List<string> Addresses { get; set; } = [];

    /// <summary>EHLO name of addresses that name none; null for the address literal (RFC 5321 §4.1.3).</summary>
    public string? EhloName { get; set; }

    /// <summary>
    /// Those of <see cref="Addresses"/> that sit on a proxy, as <c>192.0.2.1=socks5://10.0.0.5:1080</c>,
    /// <c>=proxy-v2://…</c> or <c>=proxy-v1://…</c>. Several silos may name one address, all with the same proxy. Default none.
    /// </summary>
    public List<string> Proxies { get; set; } = [];

    /// <summary>
    /// A file with lines <c>HOST:PORT USER PASSWORD</c> for SOCKS5 proxies that ask for them. Default null.
    /// </summary>
    public string? ProxyPasswords { get; set; }
}
