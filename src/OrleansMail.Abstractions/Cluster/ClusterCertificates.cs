using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrleansMail.Cluster;

/// <summary>The certificate of a member or client as the files have it now. Thread-safe.</summary>
/// <remarks>
/// The files are looked at before each connection, so that a renewed certificate needs no restart. While they are being
/// written, or cannot be read, the ones before are used. Connections that are open stay.
/// </remarks>
public sealed class ClusterCertificates : IDisposable
{
    private readonly CertificateFiles _files;
    private readonly Lock _lock = new();
    private (DateTime, DateTime, DateTime) _written;
    private Loaded _loaded;

    /// <exception cref="IOException">A file is not there or cannot be read.</exception>
    /// <exception cref="CryptographicException">A file is not what it should be; the message names it.</exception>
    public ClusterCertificates(CertificateFiles files)
    {
        _files = files;
        _written = Written();
        _loaded = Load(files);
    }

    /// <summary>The certificate with its key.</summary>
    internal X509Certificate2 Own => Current().Own;

    /// <summary>Until when our own certificate counts, in UTC.</summary>
    public DateTimeOffset ExpiresAt => new DateTimeOffset(Own.NotAfter).ToUniversalTime();

    /// <summary>Why a peer would refuse our own certificate for that role; null if none would.</summary>
    public string? Fault(string role) => FaultOf(Own, [role]);

    /// <summary>Why the files as they are now cannot be used, or would be refused by peers; null if nothing is wrong with them.</summary>
    /// <remarks>While they cannot be read the ones before count, so that nobody notices until these run out.</remarks>
    public string? FilesFault(string role)
    {
        try
        {
            using var files = Load(_files);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return unusable.Message;
        }

        return Fault(role);
    }

    /// <summary>Null if the peer's certificate is signed by the authority, is in force and has one of the roles.</summary>
    internal string? FaultOf(X509Certificate2? peer, IReadOnlyCollection<string> roles)
    {
        if (peer is null)
        {
            return "it shows no certificate";
        }

        // The new authority has the old one's name as a rule, and a chain is built with whichever of that name comes first.
        var authority = Current().Authority;
        if (ChainFault(peer, [.. authority]) is { } fault
            && (authority.Count == 1 || authority.All(one => ChainFault(peer, one) is not null)))
        {
            return $"its certificate is not of this cluster or not in force ({fault})";
        }

        return CertificateRole.Of(peer) is { } role && roles.Contains(role, StringComparer.Ordinal)
            ? null
            : $"its certificate is no {string.Join(" or ", roles)} certificate";
    }

    public void Dispose() => _loaded.Dispose();

    private static X509ChainStatusFlags? ChainFault(X509Certificate2 peer, params X509Certificate2[] authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);

        // Nobody publishes revocations of a cluster's own authority: certificates are short-lived instead.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(peer) ? null : chain.ChainStatus[0].Status;
    }

    private Loaded Current()
    {
        lock (_lock)
        {
            try
            {
                var written = Written();
                if (written != _written)
                {
                    // The one before is left to the collector: a handshake may be using it.
                    _loaded = Load(_files);
                    _written = written;
                }
            }
            catch (Exception unfinished) when (
                unfinished is IOException or UnauthorizedAccessException or CryptographicException)
            {
                // Half written, not yet readable, or key and certificate of different times: the next connection looks again.
            }

            return _loaded;
        }
    }

    private (DateTime, DateTime, DateTime) Written() =>
        (Written(_files.Certificate), Written(_files.Key), Written(_files.Authority));

    // Kubernetes changes what a link leads to and not the link: the link's own time stays.
    private static DateTime Written(string path) =>
        (File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)).LastWriteTimeUtc;

    private static Loaded Load(CertificateFiles files)
    {
        var authority = new X509Certificate2Collection();
        try
        {
            // Two files, one after the other: the first may end without an end of line.
            authority.ImportFromPem(File.ReadAllText(files.Authority).Replace(
                "----------BEGIN", "-----\n-----BEGIN", StringComparison.Ordinal));
            if (authority.Count == 0)
            {
                throw new CryptographicException("there is no certificate in it");
            }
        }
        catch (CryptographicException fault)
        {
            throw new CryptographicException($"The authority file {files.Authority} cannot be used: {fault.Message}", fault);
        }

        try
        {
            return new Loaded(X509Certificate2.CreateFromPemFile(files.Certificate, files.Key), authority);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new CryptographicException(
                $"The certificate file {files.Certificate} or its key file {files.Key} cannot be used: {fault.Message}", fault);
        }
    }

    private sealed record Loaded(X509Certificate2 Own, X509Certificate2Collection Authority) : IDisposable
    {
        public void Dispose() => Own.Dispose();
    }
}
