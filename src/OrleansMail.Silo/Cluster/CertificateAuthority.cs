using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansMail.Cluster;

/// <summary>Signs the certificates of one cluster. Keys are ECDSA over P-256.</summary>
public sealed class CertificateAuthority : IDisposable
{
    // The clocks of machines differ a little; a certificate made a moment ago counts on all of them.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(10);
    private const int Years = 10;
    private const int SerialLength = 16;

    private readonly X509Certificate2 _certificate;

    private CertificateAuthority(X509Certificate2 certificate) => _certificate = certificate;

    public string CertificatePem => _certificate.ExportCertificatePem();

    public string KeyPem
    {
        get
        {
            using var key = _certificate.GetECDsaPrivateKey()!;
            return key.ExportPkcs8PrivateKeyPem();
        }
    }

    /// <summary>A new authority, for ten years.</summary>
    /// <param name="cluster">Name of the cluster.</param>
    public static CertificateAuthority Create(string cluster, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name($"{cluster} authority", null), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new CertificateAuthority(request.CreateSelfSigned(now - Early, now.AddYears(Years)));
    }

    /// <exception cref="CryptographicException">The texts are no certificate and key that belong together.</exception>
    public static CertificateAuthority Open(string certificatePem, string keyPem) =>
        new(X509Certificate2.CreateFromPem(certificatePem, keyPem));

    /// <summary>A certificate for one role, and its key, in PEM.</summary>
    /// <param name="role">One of <see cref="CertificateRole"/>.</param>
    /// <param name="time">How long it counts.</param>
    public (string Certificate, string Key) Issue(string role, DateTimeOffset now, TimeSpan time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name(role, role), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(Use(role));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            _certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var signed = request.Create(
            _certificate, now - Early, Earlier(now + time), RandomNumberGenerator.GetBytes(SerialLength));
        return (signed.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose() => _certificate.Dispose();

    private DateTimeOffset Earlier(DateTimeOffset end)
    {
        var last = new DateTimeOffset(_certificate.NotAfter);
        return end < last ? end : last;
    }

    private static X509EnhancedKeyUsageExtension Use(string role)
    {
        // A silo is both: it answers clients and speaks to the other silos.
        var uses = new OidCollection { new("1.3.6.1.5.5.7.3.2") };
        if (role == CertificateRole.Silo)
        {
            uses.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        }

        return new X509EnhancedKeyUsageExtension(uses, critical: false);
    }

    private static X500DistinguishedName Name(string common, string? unit)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(common);
        if (unit is not null)
        {
            name.AddOrganizationalUnitName(unit);
        }

        return name.Build();
    }
}
