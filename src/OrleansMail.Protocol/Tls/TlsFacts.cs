namespace OrleansMail.Tls;

/// <summary>What protected a connection, for the record of a delivery.</summary>
/// <param name="Protocol"><c>Tls12</c> or <c>Tls13</c>; null in plaintext.</param>
/// <param name="CipherSuite">The IANA name; null in plaintext.</param>
/// <param name="CertificateSha256">Of the server's certificate, upper-case hex; null in plaintext.</param>
/// <param name="Verification">Whether the certificate was found to be the host's.</param>
/// <param name="Note">Why not verified, or why in plaintext.</param>
public sealed record TlsFacts(
    string? Protocol,
    string? CipherSuite,
    string? CertificateSha256,
    TlsVerification Verification,
    string Note)
{
    public bool IsEncrypted => Protocol is not null;

    /// <summary>In the clear, and why.</summary>
    public static TlsFacts Plaintext(string note) => new(null, null, null, TlsVerification.NotComputed, note);
}
