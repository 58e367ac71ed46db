namespace OrleansMail.Smtp;

/// <summary>What went wrong where no reply says it.</summary>
public enum FaultKind
{
    /// <summary>Nothing: the reply tells.</summary>
    None,

    /// <summary>The phase took longer than its limit.</summary>
    Timeout,

    /// <summary>The peer closed or reset the connection.</summary>
    ConnectionLost,

    /// <summary>Nobody listens at the address.</summary>
    ConnectionRefused,

    /// <summary>No way to the network or host.</summary>
    Unreachable,

    /// <summary>The egress address is not on this machine.</summary>
    LocalAddressUnavailable,

    /// <summary>The peer said something that is no SMTP, or spoke when it was not asked.</summary>
    ProtocolError,

    /// <summary>The server refused to open a session; the reply says why.</summary>
    Refused,

    /// <summary>TLS is required and the server does not offer it or declined to start it.</summary>
    TlsUnavailable,

    /// <summary>The TLS handshake failed.</summary>
    TlsFailed,

    /// <summary>Our own side called it off.</summary>
    Cancelled,

    /// <summary>The proxy of the egress address cannot be used, whoever the mail is for.</summary>
    ProxyFailed,

    /// <summary>The proxy does not connect to this host; it does not say that this is the host's fault.</summary>
    ProxyDenied,

    /// <summary>The proxy connects from another address than ours: nothing was sent.</summary>
    ProxyWrongSource,
}
