using System.Security.Cryptography.X509Certificates;
using OrleansMail.Cluster;

namespace OrleansMail.Scenarios;

/// <summary>Certificates of one cluster, made by the command that operators make them with.</summary>
internal sealed class ClusterFiles(string folder)
{
    /// <summary>Whom its certificates are signed by, in PEM.</summary>
    public string Authority => File.ReadAllText(Path.Combine(folder, "ca.pem"));

    /// <summary>The newest certificate for silos.</summary>
    public X509Certificate2 Silo => Load(folder, "silo");

    /// <summary>The newest certificate for clients.</summary>
    public X509Certificate2 Client => Load(Path.Combine(folder, "client"), "client");

    /// <summary>What a client is given.</summary>
    public CertificateFiles ClientFiles => Of(Path.Combine(folder, "client"), "client");

    /// <summary>Makes everything; in a folder that has an authority, new certificates of the same one.</summary>
    public async Task<ClusterFiles> MakeAsync()
    {
        (await Programs.Run(
            "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "orleansmail.dll"), "cluster", "certificates", "--out", folder))
            .Succeeded();
        return this;
    }

    /// <summary>Copies what a silo needs over what it has.</summary>
    /// <param name="authority">Whom it believes; null for the authority of these certificates alone.</param>
    public void Give(string to, string? authority = null)
    {
        Directory.CreateDirectory(to);
        File.WriteAllText(Path.Combine(to, "ca.pem"), authority ?? Authority);
        File.Copy(Path.Combine(folder, "silo.key"), Path.Combine(to, "silo.key"), overwrite: true);
        File.Copy(Path.Combine(folder, "silo.pem"), Path.Combine(to, "silo.pem"), overwrite: true);
    }

    /// <summary>Where a silo has them.</summary>
    public static CertificateFiles Of(string folder, string name = "silo") => new(
        Path.Combine(folder, $"{name}.pem"), Path.Combine(folder, $"{name}.key"), Path.Combine(folder, "ca.pem"));

    private static X509Certificate2 Load(string folder, string name) =>
        X509Certificate2.CreateFromPemFile(Path.Combine(folder, $"{name}.pem"), Path.Combine(folder, $"{name}.key"));
}
