namespace OrleansMail.Outcomes;

/// <summary>What ended an attempt, when it was not a reply of the host.</summary>
public enum AttemptFault
{
    /// <summary>A reply ended it.</summary>
    None = 0,
    Timeout = 1,
    ConnectionLost = 2,
    ConnectionRefused = 3,

    /// <summary>The host said something that is no reply (RFC 5321 §4.2).</summary>
    ProtocolError = 4,
    TlsFailed = 5,

    /// <summary>We broke off: pause, stop or drain.</summary>
    Cancelled = 6,

    /// <summary>The domain says there is no way to it (RFC 5321 §5.1, RFC 7505).</summary>
    RoutePermanent = 7,

    /// <summary>The way could not be found out now.</summary>
    RouteTemporary = 8,

    /// <summary>The host announced a smaller SIZE than the message has (RFC 1870 §6.1).</summary>
    TooLarge = 9,

    /// <summary>The message could not be made for this recipient.</summary>
    RenderFailed = 10,

    /// <summary>The proxy of the egress address did not connect us: no attempt at the site.</summary>
    ProxyFailed = 11,
}
