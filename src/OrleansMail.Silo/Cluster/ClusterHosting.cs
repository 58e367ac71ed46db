using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using OrleansMail.Delivery;
using OrleansMail.Hosting;
using OrleansMail.People;
using OrleansMail.Telemetry;

namespace OrleansMail.Cluster;

/// <summary>Configures Orleans: a silo by itself, or one of several.</summary>
internal static class ClusterHosting
{
    // Grains whose place is remembered. Orleans makes room for all of them at once: a million, its default, take 19 MB.
    private const int DirectoryCache = 50_000;
    private const int MostWaiting = 5_000;

    private static readonly TimeSpan EmbeddedAnswer = TimeSpan.FromSeconds(30);

    // A caller of a silo that was killed waits so long in vain and then asks again.
    private static readonly TimeSpan ClusteredAnswer = TimeSpan.FromSeconds(10);

    /// <summary>One silo, on loopback.</summary>
    public static void UseEmbedded(this ISiloBuilder silo, SiloEndpoint endpoint)
    {
        silo.UseLocalhostClustering(
            endpoint.SiloPort, endpoint.GatewayPort, null, endpoint.Cluster, endpoint.Cluster);
        silo.UseCommon(endpoint, EmbeddedAnswer);
        silo.Services.AddSingleton(ClaimTerm.Embedded);
    }

    /// <summary>One of the silos that find each other in a database.</summary>
    public static void UseClustered(this ISiloBuilder silo, SiloEndpoint endpoint, string connectionString)
    {
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = connectionString;
        });
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = endpoint.Address;
            options.SiloPort = endpoint.SiloPort;
            options.GatewayPort = endpoint.GatewayPort;
            options.SiloListeningEndpoint = new IPEndPoint(endpoint.Address, endpoint.SiloPort);
            options.GatewayListeningEndpoint = new IPEndPoint(endpoint.Address, endpoint.GatewayPort);
        });
        silo.Configure<Orleans.Configuration.ClusterOptions>(options =>
            (options.ClusterId, options.ServiceId) = (endpoint.Cluster, endpoint.Cluster));
        silo.Configure<ClusterMembershipOptions>(Watch);
        silo.UseCommon(endpoint, ClusteredAnswer);
        silo.Services.AddSingleton(ClaimTerm.Clustered);
    }

    /// <summary>Speaks TLS where the silo has a certificate, and is alone on its machine where it has none.</summary>
    /// <exception cref="ConfigurationException">The files cannot be used, or are no silo's.</exception>
    public static void UseCertificates(this ISiloBuilder silo, SiloEndpoint endpoint)
    {
        silo.Services.AddSingleton<IInstruments, CertificateInstruments>();
        if (endpoint.Files is not { } files)
        {
            silo.Services.AddSingleton<ICallOrigins, LoopbackOrigins>();
            return;
        }

        silo.Services.AddSingleton(CertificatesOf(files));
        silo.Services.AddSingleton<CertificateWatch>();
        silo.Services.AddHostedService(provider => provider.GetRequiredService<CertificateWatch>());
        silo.Services.AddSingleton<ISiloHealth>(provider => provider.GetRequiredService<CertificateWatch>());
        silo.Services.AddSingleton<SealedOrigins>();
        silo.Services.AddSingleton<ICallOrigins>(provider => provider.GetRequiredService<SealedOrigins>());
        silo.Services.AddOptions<SiloConnectionOptions>()
            .Configure<ClusterCertificates, SealedOrigins, ILogger<ClusterTls>>((options, certificates, origins, log) =>
            {
                var tls = new ClusterTls(certificates, log);
                options.ConfigureSiloInboundConnection(tls.Server(null, CertificateRole.Silo));
                options.ConfigureSiloOutboundConnection(tls.Client(null));
                options.ConfigureGatewayInboundConnection(
                    tls.Server(origins.WordFor, CertificateRole.Client, CertificateRole.Silo));
            });
    }

    private static ClusterCertificates CertificatesOf(CertificateFiles files)
    {
        try
        {
            var certificates = new ClusterCertificates(files);
            return certificates.Fault(CertificateRole.Silo) is { } fault
                ? throw new ConfigurationException($"Cluster:CertificateFile: {files.Certificate}: {fault}.")
                : certificates;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationException(
                $"Cluster:CertificateFile, Cluster:KeyFile, Cluster:AuthorityFile: {fault.Message}");
        }
    }

    /// <summary>
    /// A silo that was killed is taken for gone after 2 to 3 seconds, a machine that stands still after 12: shorter times
    /// would take a healthy silo for gone whose machine pauses for some seconds.
    /// </summary>
    private static void Watch(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(2);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(4);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
        options.TableRefreshTimeout = TimeSpan.FromSeconds(15);
    }

    private static void UseCommon(this ISiloBuilder silo, SiloEndpoint endpoint, TimeSpan answer)
    {
        silo.Configure<SiloOptions>(options => options.SiloName = endpoint.Silo);
        silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = DirectoryCache);
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.MaxEnqueuedRequestsHardLimit = MostWaiting;
            messaging.ResponseTimeout = answer;
        });
    }
}
