namespace OrleansMail.Tls;

/// <summary>Whether a server's certificate was checked, and how it came out.</summary>
public enum TlsVerification
{
    /// <summary>Not looked at: opportunistic TLS takes any certificate. RFC 3207 §4.1.</summary>
    NotComputed,

    /// <summary>The host's own.</summary>
    Verified,

    /// <summary>Not the host's, or not to be trusted.</summary>
    Failed,
}
