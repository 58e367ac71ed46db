namespace OrleansMail.Proxies;

/// <summary>How a proxy is asked to connect for us.</summary>
public enum ProxyKind
{
    /// <summary>SOCKS version 5 (RFC 1928): it says whether it has connected, and from where.</summary>
    Socks5,

    /// <summary>A header in text before our first octet (PROXY protocol §2.1). Nothing comes back.</summary>
    ProxyV1,

    /// <summary>The same in binary (PROXY protocol §2.2).</summary>
    ProxyV2,
}
