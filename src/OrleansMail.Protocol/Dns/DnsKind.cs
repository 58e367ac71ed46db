namespace OrleansMail.Dns;

/// <summary>The record types that a mail sender asks for.</summary>
public enum DnsKind
{
    /// <summary>IPv4 address. RFC 1035 §3.4.1.</summary>
    A,

    /// <summary>IPv6 address. RFC 3596 §2.1.</summary>
    Aaaa,

    /// <summary>Mail exchanger. RFC 1035 §3.3.9.</summary>
    Mx,

    /// <summary>Alias. RFC 1035 §3.3.1.</summary>
    Cname,

    /// <summary>Text. RFC 1035 §3.3.14.</summary>
    Txt,

    /// <summary>PTR, the name of an address. RFC 1035 §3.3.12.</summary>
    NameOfAddress,
}
