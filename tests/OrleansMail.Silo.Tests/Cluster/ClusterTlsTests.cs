using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OrleansMail.Cluster;

/// <summary>Who is let in, and who is not.</summary>
public sealed class ClusterTlsTests : IDisposable
{
    private readonly CertificateTrial _ours = new("ours");
    private readonly CertificateTrial _theirs = new("theirs");

    [Theory]
    [InlineData(CertificateRole.Silo, new[] { CertificateRole.Silo })]
    [InlineData(CertificateRole.Client, new[] { CertificateRole.Client, CertificateRole.Silo })]
    [InlineData(CertificateRole.Silo, new[] { CertificateRole.Client, CertificateRole.Silo })]
    public async Task Members_and_clients_are_let_in_where_they_belong(string role, string[] roles)
    {
        await using var trial = await ConnectionTrial.RunAsync(_ours.Of(CertificateRole.Silo), _ours.Of(role), roles);

        Assert.Equal("hello 127.0.0.9", await trial.AskAsync("hello"));
        Assert.Equal("127.0.0.9", trial.Heard);
    }

    [Fact]
    public async Task A_client_is_no_silo() =>
        await RefusedAsync(_ours.Of(CertificateRole.Silo), _ours.Of(CertificateRole.Client), CertificateRole.Silo);

    [Fact]
    public async Task Another_cluster_is_a_stranger() =>
        await RefusedAsync(_ours.Of(CertificateRole.Silo), _theirs.Of(CertificateRole.Silo), CertificateRole.Silo);

    [Fact]
    public async Task A_client_does_not_speak_to_a_server_that_is_no_silo() =>
        await RefusedAsync(_ours.Of(CertificateRole.Client), _ours.Of(CertificateRole.Client), CertificateRole.Client);

    [Fact]
    public async Task A_certificate_that_has_run_out_is_refused() => await RefusedAsync(
        _ours.Of(CertificateRole.Silo), _ours.Of(CertificateRole.Silo, DateTimeOffset.UtcNow.AddDays(-3)), CertificateRole.Silo);

    [Fact]
    public async Task Whoever_shows_no_certificate_is_refused()
    {
        await using var trial = ConnectionTrial.Server(_ours.Of(CertificateRole.Silo), [CertificateRole.Silo]);

        Assert.False(await trial.SpeakTlsWithoutCertificateAsync());
    }

    [Fact]
    public async Task Whoever_speaks_no_TLS_is_refused()
    {
        await using var trial = ConnectionTrial.Server(_ours.Of(CertificateRole.Silo), [CertificateRole.Silo]);

        Assert.Equal("", await trial.SpeakPlainlyAsync("GET / HTTP/1.1\r\n\r\n"));
    }

    [Fact]
    public async Task Renewed_files_count_for_the_next_connection()
    {
        using var certificates = new ClusterCertificates(_ours.Write(CertificateRole.Silo));
        var before = certificates.Own.SerialNumber;

        _ours.Write(CertificateRole.Silo);
        var after = certificates.Own.SerialNumber;

        Assert.NotEqual(before, after);
        await using var trial = await ConnectionTrial.RunAsync(
            certificates, _ours.Of(CertificateRole.Client), [CertificateRole.Client]);
        Assert.Equal("hello 127.0.0.9", await trial.AskAsync("hello"));
    }

    [Fact]
    public void Files_are_renewed_where_a_link_leads_to_others_too()
    {
        using var folder = new TemporaryFolder();
        string[] names = ["silo.pem", "silo.key", "ca.pem"];
        Copy(_ours.Write(CertificateRole.Silo), folder.File("first"));
        Copy(_ours.Write(CertificateRole.Silo), folder.File("second"));

        // As Kubernetes mounts a secret: links to files in a folder that is a link itself, and alone changes.
        Directory.CreateSymbolicLink(folder.File("now"), "first");
        foreach (var name in names)
        {
            File.CreateSymbolicLink(folder.File(name), Path.Combine("now", name));
        }

        using var certificates = new ClusterCertificates(
            new CertificateFiles(folder.File(names[0]), folder.File(names[1]), folder.File(names[2])));
        var before = certificates.Own.SerialNumber;
        Directory.Delete(folder.File("now"));
        Directory.CreateSymbolicLink(folder.File("now"), "second");

        Assert.NotEqual(before, certificates.Own.SerialNumber);

        void Copy(CertificateFiles from, string to)
        {
            Directory.CreateDirectory(to);
            File.Copy(from.Certificate, Path.Combine(to, names[0]));
            File.Copy(from.Key, Path.Combine(to, names[1]));
            File.Copy(from.Authority, Path.Combine(to, names[2]));
        }
    }

    [Fact]
    public void While_an_authority_gives_way_to_one_of_the_same_name_both_count_and_no_third()
    {
        using var next = new CertificateTrial("ours");
        using var third = new CertificateTrial("ours");
        var files = _ours.Write(CertificateRole.Silo);
        File.WriteAllText(files.Authority, _ours.AuthorityPem.TrimEnd() + next.AuthorityPem);

        using var certificates = new ClusterCertificates(files);

        Assert.Null(certificates.FaultOf(_ours.Of(CertificateRole.Silo).Own, [CertificateRole.Silo]));
        Assert.Null(certificates.FaultOf(next.Of(CertificateRole.Silo).Own, [CertificateRole.Silo]));
        Assert.NotNull(certificates.FaultOf(third.Of(CertificateRole.Silo).Own, [CertificateRole.Silo]));
        Assert.NotNull(certificates.FaultOf(_theirs.Of(CertificateRole.Silo).Own, [CertificateRole.Silo]));
        Assert.NotNull(certificates.FaultOf(
            next.Of(CertificateRole.Silo, DateTimeOffset.UtcNow.AddDays(-3)).Own, [CertificateRole.Silo]));
    }

    [Fact]
    public void While_there_are_no_files_the_old_ones_count()
    {
        var files = _ours.Write(CertificateRole.Silo);
        using var certificates = new ClusterCertificates(files);
        var before = certificates.Own.SerialNumber;

        File.Delete(files.Certificate);

        Assert.Equal(before, certificates.Own.SerialNumber);
    }

    [Fact]
    public void While_the_files_are_half_written_the_old_ones_count()
    {
        var files = _ours.Write(CertificateRole.Silo);
        using var certificates = new ClusterCertificates(files);
        var before = certificates.Own.SerialNumber;

        File.WriteAllText(files.Certificate, "-----BEGIN CERT");
        CertificateTrial.Touch(files.Certificate);

        Assert.Equal(before, certificates.Own.SerialNumber);
    }

    [Fact]
    public void A_role_is_one_of_ours_and_only_one()
    {
        using var silo = X509CertificateLoader.LoadCertificate(
            Encoding.ASCII.GetBytes(File.ReadAllText(_ours.Write(CertificateRole.Silo).Certificate)));
        using var authority = X509CertificateLoader.LoadCertificate(Encoding.ASCII.GetBytes(_ours.AuthorityPem));

        Assert.Equal(CertificateRole.Silo, CertificateRole.Of(silo));
        Assert.Null(CertificateRole.Of(authority));
    }

    public void Dispose()
    {
        _ours.Dispose();
        _theirs.Dispose();
    }

    private static async Task RefusedAsync(ClusterCertificates server, ClusterCertificates client, params string[] roles)
    {
        await using var trial = await ConnectionTrial.RunAsync(server, client, roles);

        Assert.Null(await trial.AskAsync("hello"));
    }
}
