using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace OrleansMail.Cluster;

/// <summary>Connects a program to a cluster that speaks TLS.</summary>
public static class ClusterClient
{
    /// <summary>Shows the certificate of the files to the gateways, and lets no other server answer for them.</summary>
    public static IClientBuilder UseClusterCertificates(
        this IClientBuilder client, ClusterCertificates certificates, ILogger log)
    {
        var origin = new CallerOrigin();
        var tls = new ClusterTls(certificates, log);
        return client
            .Configure<ClientConnectionOptions>(options => options.ConfigureConnection(tls.Client(origin.Told)))
            .AddOutgoingGrainCallFilter(origin);
    }
}
