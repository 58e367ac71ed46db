using System.Security.Cryptography.X509Certificates;
using OrleansMail.Cluster;
using OrleansMail.Terminal;

namespace OrleansMail;

public sealed class ClusterCommandTests(FakeSilo silo) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Status_shows_silos_addresses_and_why_something_waits()
    {
        var ran = await Ran.AsyncOn(silo, "cluster", "status");

        Assert.Equal(0, ran.Code);
        Assert.All(
            [
                "mail1", "198.51.100.1", "812.5", "198.51.100.2 (paused)", "leaves by", "mail3: It does not answer.",
                "198.51.100.9: no silo has 198.51.100.9", "spring", "mail1 8", "It waits: paused",
                "1.2.3+abcdef01 runs on mail1", "no host of the site can be reached", "large.example, other.example",
                "all places for sessions are taken",
            ],
            words => Assert.Contains(words, ran.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_is_one_document_for_programs()
    {
        var ran = await Ran.AsyncOn(silo, "cluster", "status", "--json");

        var busy = ran.Json.GetProperty("silos")[0];
        Assert.Equal("mail1", busy.GetProperty("name").GetString());
        Assert.Equal("1.2.3+abcdef01", busy.GetProperty("program").GetString());
        Assert.Equal(300, busy.GetProperty("addresses")[0].GetProperty("queued").GetInt32());
        var wait = busy.GetProperty("addresses")[0].GetProperty("waits")[0];
        Assert.Equal("no host of the site can be reached", wait.GetProperty("reason").GetString());
        Assert.Equal("2026-01-31T12:05:00.000Z", wait.GetProperty("until").GetString());
        Assert.Equal("It waits: paused", ran.Json.GetProperty("campaigns")[1].GetProperty("waits").GetString());
    }

    [Fact]
    public async Task Drain_waits_until_the_silo_has_left_and_refuses_one_that_is_not_there()
    {
        var unknown = await Ran.AsyncOn(silo, "cluster", "drain", "mail9", "--json");
        var left = await Ran.AsyncOn(silo, "cluster", "drain", "mail2", "--within", "30s");

        Assert.Equal((1, "silo"), (unknown.Code, unknown.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(0, left.Code);
        Assert.Contains("mail2 has left", left.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_are_made_for_each_role_and_renewed_by_the_same_authority()
    {
        var first = await MakeAsync("--gateway", "192.0.2.10:30000", "--gateway", "192.0.2.11:30000");
        var authority = await File.ReadAllTextAsync(_folder.File("ca.pem"), TestContext.Current.CancellationToken);
        var before = SerialOf("silo.pem");

        var again = await MakeAsync("--days", "30");

        Assert.Equal((0, 0), (first.Code, again.Code));
        Assert.Equal(authority, await File.ReadAllTextAsync(_folder.File("ca.pem"), TestContext.Current.CancellationToken));
        Assert.NotEqual(before, SerialOf("silo.pem"));
        Assert.DoesNotContain("PRIVATE", first.Out + again.Out, StringComparison.Ordinal);
        using var member = new ClusterCertificates(new CertificateFiles(
            _folder.File("silo.pem"), _folder.File("silo.key"), _folder.File("ca.pem")));
        Assert.Null(member.Fault(CertificateRole.Silo));
        using var client = Client();
        Assert.Null(client.Fault(CertificateRole.Client));
        Assert.NotNull(client.Fault(CertificateRole.Silo));
    }

    [Fact]
    public async Task The_folder_of_a_client_is_all_that_a_command_needs()
    {
        await MakeAsync("--gateway", "192.0.2.10:30000", "--gateway", "192.0.2.11:30000", "--name", "mail");

        var found = SiloFile.Find(_folder.File("client"));

        Assert.NotNull(found);
        Assert.Equal(["192.0.2.10:30000", "192.0.2.11:30000"], found.Value.Gateways.Select(gateway => gateway.ToString()));
        Assert.Equal("mail", found.Value.File.ClusterId);
        var files = found.Value.File.CertificatesIn(_folder.File("client"));
        Assert.All([files!.Certificate, files.Key, files.Authority], file => Assert.True(File.Exists(file), file));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(files.Key));
    }

    [Theory]
    [InlineData("gateway", "--gateway", "mail.example.com")]
    [InlineData("days", "--days", "0")]
    public async Task What_cannot_be_is_said(string code, string option, string value)
    {
        var ran = await MakeAsync(option, value, "--json");

        Assert.Equal((1, code), (ran.Code, ran.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.False(File.Exists(_folder.File("ca.key")));
    }

    public void Dispose() => _folder.Dispose();

    private Task<Ran> MakeAsync(params string[] more) =>
        Ran.AsyncOn(null, ["cluster", "certificates", "--out", _folder.Path, .. more]);

    private ClusterCertificates Client() => new(new CertificateFiles(
        _folder.File("client/client.pem"), _folder.File("client/client.key"), _folder.File("client/ca.pem")));

    private string SerialOf(string file)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(_folder.File(file));
        return certificate.SerialNumber;
    }
}
