using System.Net;
using OrleansMail.Hosting;

namespace OrleansMail.Cluster;

/// <summary>Where a silo listens, and how it is known.</summary>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Silo">Name of the silo.</param>
/// <param name="Address">The address that others connect to; the silo listens there and nowhere else.</param>
/// <param name="Files">Its certificate; null without TLS, on loopback only.</param>
internal sealed record SiloEndpoint(
    string Cluster, string Silo, IPAddress Address, int SiloPort, int GatewayPort, CertificateFiles? Files)
{
    /// <summary>The name of an embedded silo's cluster, and of the silo.</summary>
    public const string EmbeddedName = "orleansmail";

    public static SiloEndpoint Embedded(EmbeddedSiloOptions options) => new(
        EmbeddedName, EmbeddedName, IPAddress.Loopback,
        options.SiloPort == 0 ? FreePorts.Take(IPAddress.Loopback) : options.SiloPort,
        options.GatewayPort == 0 ? FreePorts.Take(IPAddress.Loopback) : options.GatewayPort,
        null);

    /// <exception cref="ConfigurationException">The options name no address, or one that needs certificates.</exception>
    public static SiloEndpoint Of(ClusterOptions options)
    {
        if (new ClusterOptionsValidator().Validate(null, options) is { Failed: true } result)
        {
            throw new ConfigurationException($"Section {ClusterOptions.Section}: {result.FailureMessage}");
        }

        if (!IPAddress.TryParse(options.Address, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            throw new ConfigurationException(
                $"Cluster:Address: '{options.Address}' is no IP address of this machine that others can connect to.");
        }

        var files = FilesOf(options);
        if (files is null && !IPAddress.IsLoopback(address))
        {
            throw new ConfigurationException(
                $"Cluster:Address: {address} is no loopback address, and silos speak to each other over a network only with "
                + "certificates. Set Cluster:CertificateFile, Cluster:KeyFile and Cluster:AuthorityFile; "
                + "`orleansmail cluster certificates --out DIR` makes them.");
        }

        return new SiloEndpoint(
            options.Name, options.Silo ?? Environment.MachineName, address,
            options.SiloPort == 0 ? FreePorts.Take(address) : options.SiloPort,
            options.GatewayPort == 0 ? FreePorts.Take(address) : options.GatewayPort,
            files);
    }

    private static CertificateFiles? FilesOf(ClusterOptions options) =>
        (options.CertificateFile, options.KeyFile, options.AuthorityFile) switch
        {
            (null, null, null) => null,
            ({ } certificate, { } key, { } authority) => new CertificateFiles(certificate, key, authority),
            _ => throw new ConfigurationException(
                "Cluster:CertificateFile, Cluster:KeyFile and Cluster:AuthorityFile belong together: set all three or none."),
        };
}
