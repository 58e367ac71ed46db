namespace OrleansMail.Smtp;

/// <summary>How much TLS a session wants.</summary>
public enum TlsMode
{
    /// <summary>
    /// TLS where offered, with any certificate; plaintext where not, or where the handshake fails. RFC 7435.
    /// </summary>
    Opportunistic,

    /// <summary>Never; for routes on trusted ground.</summary>
    None,

    /// <summary>Encrypted or not at all; the certificate is not verified.</summary>
    Required,
}
