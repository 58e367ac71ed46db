namespace OrleansMail.Cluster;

/// <summary>An authority of a test's own, and the files that it has signed.</summary>
internal sealed class CertificateTrial : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CertificateAuthority _authority;
    private static int _ticks;

    public CertificateTrial(string name)
    {
        _authority = CertificateAuthority.Create(name, DateTimeOffset.UtcNow.AddDays(-30));
        File.WriteAllText(_folder.File("ca.pem"), AuthorityPem);
    }

    public string AuthorityPem => _authority.CertificatePem;

    /// <summary>A certificate for a role, for a day.</summary>
    public ClusterCertificates Of(string role, DateTimeOffset? from = null) => new(Write(role, from));

    /// <summary>The files for a role, made anew.</summary>
    public CertificateFiles Write(string role, DateTimeOffset? from = null)
    {
        var files = new CertificateFiles(_folder.File($"{role}.pem"), _folder.File($"{role}.key"), _folder.File("ca.pem"));
        var (certificate, key) = _authority.Issue(role, from ?? DateTimeOffset.UtcNow, TimeSpan.FromDays(1));
        File.WriteAllText(files.Certificate, certificate);
        File.WriteAllText(files.Key, key);
        Touch(files.Certificate);
        return files;
    }

    /// <summary>Makes a file look newer than it was, however coarse the clock of the file system is.</summary>
    public static void Touch(string file) =>
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(Interlocked.Increment(ref _ticks)));

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }
}
