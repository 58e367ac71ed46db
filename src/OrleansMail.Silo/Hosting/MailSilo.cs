using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using OrleansMail.Sealing;
using OrleansMail.Storage;
using OrleansMail.Telemetry;

namespace OrleansMail.Hosting;

/// <summary>An embedded silo: one process, one data folder, no set-up.</summary>
public sealed class MailSilo : IAsyncDisposable
{
    private const string ClusterName = "orleansmail";

    // Grains whose place is remembered. Orleans makes room for all of them at once: a million, its default, take 19 MB.
    private const int DirectoryCache = 50_000;

    private const int FirstPort = 15_000;
    private const int LastPort = 32_000;

    private readonly IHost _host;
    private readonly string _announcement;

    private MailSilo(IHost host, string announcement, int gatewayPort) =>
        (_host, _announcement, GatewayPort) = (host, announcement, gatewayPort);

    /// <summary>The loopback port that clients connect to.</summary>
    public int GatewayPort { get; }

    /// <summary>Calls grains from inside the process.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a silo on a data folder, which is made if it is not there.</summary>
    /// <exception cref="ConfigurationException">The configuration names an unknown key or a value out of range.</exception>
    public static async Task<MailSilo> StartAsync(
        string dataFolder, IConfiguration configuration, LogLevel logLevel = LogLevel.Warning)
    {
        var storage = Section<StorageOptions>(configuration, StorageOptions.Section);
        if (storage.Provider != "sqlite")
        {
            throw new ConfigurationException("Storage:Provider is sqlite; PostgreSQL comes with the cluster.");
        }

        var ports = Section<EmbeddedSiloOptions>(configuration, EmbeddedSiloOptions.Section);
        var gatewayPort = ports.GatewayPort == 0 ? FreePort() : ports.GatewayPort;
        var siloPort = ports.SiloPort == 0 ? FreePort() : ports.SiloPort;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddConfiguration(configuration.GetSection("Logging"))
            .SetMinimumLevel(logLevel)
            .AddFilter("Orleans", LogLevel.Error)
            .AddFilter("Polly", LogLevel.Error)
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.AddTelemetry(configuration);
        var keys = Section<KeysOptions>(configuration, KeysOptions.Section);
        builder.Services.AddEmbeddedStorage(
            dataFolder, keys.File, Environment.GetEnvironmentVariable(ClusterKeyFile.Variable) ?? keys.ClusterFile);
        builder.Services.AddHostedService<SealRotation>();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, null, ClusterName, ClusterName);
            silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = DirectoryCache);
            silo.Configure<SiloMessagingOptions>(messaging =>
            {
                messaging.MaxEnqueuedRequestsHardLimit = 5_000;
                messaging.ResponseTimeout = TimeSpan.FromSeconds(30);
            });
        });

        // After Orleans: hosted services start in this order, and the delivery worker calls grains.
        builder.Services.AddMailEngine(configuration, dataFolder);

        var host = builder.Build();
        try
        {
            // Made before the start: what is wrong with configuration or folder is told in a sentence, while a
            // failing start would be logged with its stack trace as well.
            _ = host.Services.GetServices<IHostedService>();
            await host.StartAsync();
            await EgressRegistration.RegisterAsync(
                host.Services.GetRequiredService<IGrainFactory>(),
                Section<EgressOptions>(configuration, EgressOptions.Section));
            await FirstAdministrator.OfferAsync(host.Services.GetRequiredService<IGrainFactory>(), dataFolder);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        var announcement = Path.Combine(dataFolder, SiloAnnouncement.FileName);
        await SiloAnnouncement.WriteAsync(announcement, gatewayPort, ClusterName);
        return new MailSilo(host, announcement, gatewayPort);
    }

    /// <summary>Completes when the process is told to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation) => _host.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        File.Delete(_announcement);
        await _host.StopAsync();
        if (_host is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else
        {
            _host.Dispose();
        }
    }

    internal static TOptions Section<TOptions>(IConfiguration configuration, string name)
        where TOptions : new()
    {
        var unknown = configuration.GetSection(name).GetChildren()
            .FirstOrDefault(key => typeof(TOptions).GetProperty(
                key.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is null);
        if (unknown is not null)
        {
            throw new ConfigurationException(
                $"Section {name} has no key '{unknown.Key}'; its keys are "
                + $"{string.Join(", ", typeof(TOptions).GetProperties().Select(key => key.Name))}.");
        }

        try
        {
            return configuration.GetSection(name).Get<TOptions>(binder => binder.ErrorOnUnknownConfiguration = true)
                ?? new TOptions();
        }
        catch (InvalidOperationException fault)
        {
            throw new ConfigurationException($"Section {name}: {fault.Message}");
        }
    }

    // Below those that systems give to outgoing connections: one of them could take the port before the silo does.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(FirstPort, LastPort);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one.
            }
        }
    }
}
