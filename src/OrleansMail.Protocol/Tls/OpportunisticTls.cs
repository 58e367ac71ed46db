using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansMail.Tls;

/// <summary>TLS that takes any certificate and builds no chain for it. RFC 7435, RFC 9325 §3.1.</summary>
internal static class OpportunisticTls
{
    private const string Unverified = "opportunistic: any certificate is taken";

    /// <summary>Shakes hands over <paramref name="inner"/>; the host name goes out as SNI.</summary>
    public static async Task<SslStream> ShakeHandsAsync(Stream inner, string host, CancellationToken cancellation)
    {
        var stream = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(OptionsFor(host), cancellation);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    public static TlsFacts FactsOf(SslStream stream) => new(
        stream.SslProtocol.ToString(),
        stream.NegotiatedCipherSuite.ToString(),
        stream.RemoteCertificate?.GetCertHashString(HashAlgorithmName.SHA256),
        TlsVerification.NotComputed,
        Unverified);

    [SuppressMessage("Security", "CA5359", Justification = "RFC 3207 §4.1: any certificate is better than plaintext.")]
    private static SslClientAuthenticationOptions OptionsFor(string host) => new()
    {
        TargetHost = host.TrimEnd('.'),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        AllowRenegotiation = false,
        RemoteCertificateValidationCallback = (_, _, _, _) => true,

        // Chain building costs up to half a handshake and may fetch intermediates over HTTP; nobody reads the result.
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationFlags = X509VerificationFlags.AllFlags,
        },
    };
}
