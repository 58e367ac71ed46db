using System.Net;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansMail.Cluster;
using OrleansMail.Sealing;
using OrleansMail.Storage;
using OrleansMail.Telemetry;

namespace OrleansMail.Hosting;

/// <summary>A silo: by itself on one data folder without any set-up, or one of several on one database.</summary>
public sealed class MailSilo : IAsyncDisposable
{
    // Sessions are given 15 seconds to end, and the cluster is told that this silo leaves.
    private static readonly TimeSpan ShutdownWithin = TimeSpan.FromSeconds(30);

    private readonly IHost _host;
    private readonly string _announcement;

    private MailSilo(IHost host, string announcement, IPEndPoint gateway) =>
        (_host, _announcement, Gateway) = (host, announcement, gateway);

    /// <summary>Where clients connect to.</summary>
    public IPEndPoint Gateway { get; }

    /// <summary>The port of <see cref="Gateway"/>.</summary>
    public int GatewayPort => Gateway.Port;

    /// <summary>Calls grains from inside the process.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a silo on a data folder, which is made if it is not there.</summary>
    /// <param name="clock">Where the engine has the time from; the machine's clock by default.</param>
    /// <exception cref="ConfigurationException">The configuration names an unknown key or a value out of range.</exception>
    /// <exception cref="DataFolderException">The folder cannot be used, or its disk is full.</exception>
    /// <exception cref="ClusterUnavailableException">It has joined its cluster, and the others do not answer.</exception>
    public static async Task<MailSilo> StartAsync(
        string dataFolder, IConfiguration configuration, LogLevel logLevel = LogLevel.Warning, TimeProvider? clock = null)
    {
        try
        {
            return await StartWithRoomAsync(dataFolder, configuration, logLevel, clock);
        }
        catch (IOException full) when (DataFolder.IsNoRoom(full))
        {
            throw DataFolderException.Full(dataFolder, full);
        }
    }

    private static async Task<MailSilo> StartWithRoomAsync(
        string dataFolder, IConfiguration configuration, LogLevel logLevel, TimeProvider? clock)
    {
        var storage = Section<StorageOptions>(configuration, StorageOptions.Section);
        var isClustered = storage.Provider == PostgresConnection.ProviderName;
        var endpoint = EndpointOf(configuration, isClustered);
        if (isClustered)
        {
            await MembershipSchema.MakeAsync(PostgresConnection.Of(storage));
        }

        var builder = WatchedBuilder(configuration, logLevel);
        var keys = Section<KeysOptions>(configuration, KeysOptions.Section);
        builder.Services.AddStorage(
            storage, dataFolder, keys.File, Environment.GetEnvironmentVariable(ClusterKeyFile.Variable) ?? keys.ClusterFile);
        builder.Services.AddHostedService<SealRotation>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownWithin);
        var egress = Section<EgressOptions>(configuration, EgressOptions.Section);
        var proxies = EgressProxySettings.Read(egress);
        builder.UseOrleans(silo =>
        {
            UseCluster(silo, endpoint, isClustered ? PostgresConnection.Of(storage) : null);
            silo.AddMailCluster(EgressRegistration.Of(egress, proxies, isAlone: !isClustered), proxies);
        });

        // After Orleans: hosted services start in this order, and the delivery worker calls grains.
        builder.Services.AddMailEngine(configuration, dataFolder);
        if (clock is not null)
        {
            UseClock(builder.Services, clock);
        }

        var host = await RunAsync(builder.Build());
        var silo = new MailSilo(
            host, Path.Combine(dataFolder, SiloAnnouncement.FileName), new IPEndPoint(endpoint.Address, endpoint.GatewayPort));
        try
        {
            var shared = isClustered ? host.Services.GetRequiredService<ClusterKeys>() : null;
            await FirstCalls.MakeAsync(
                async () =>
                {
                    await EgressRegistration.RegisterAsync(silo.Grains, egress, proxies);
                    await FirstAdministrator.OfferAsync(silo.Grains, dataFolder, shared);
                },
                TimeProvider.System);
            await SiloAnnouncement.WriteAsync(silo._announcement, endpoint);
            return silo;
        }
        catch
        {
            // It works already: the others are told that it leaves.
            await silo.DisposeAsync();
            throw;
        }
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

    private static async Task<IHost> RunAsync(IHost host)
    {
        try
        {
            // Made before the start: what is wrong with configuration or folder is told in a sentence, while a
            // failing start would be logged with its stack trace as well.
            _ = host.Services.GetServices<IHostedService>();
            await host.StartAsync();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>A host with its logs, metrics and traces, and nothing else yet.</summary>
    private static HostApplicationBuilder WatchedBuilder(IConfiguration configuration, LogLevel logLevel)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddConfiguration(configuration.GetSection("Logging"))
            .SetMinimumLevel(logLevel)
            // With its dot: a filter takes whatever begins like it, and our own categories begin with OrleansMail.
            .AddFilter("Orleans.", LogLevel.Error)
            .AddFilter("Polly", LogLevel.Error)
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.AddTelemetry(configuration);
        return builder;
    }

    private static void UseClock(IServiceCollection services, TimeProvider clock)
    {
        services.RemoveAll<TimeProvider>();
        services.AddSingleton(clock);

        // Orleans compares its own times with each other and with those of the machine: it keeps the machine's clock.
        services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
    }

    private static void UseCluster(ISiloBuilder silo, SiloEndpoint endpoint, string? connectionString)
    {
        if (connectionString is null)
        {
            silo.UseEmbedded(endpoint);
        }
        else
        {
            silo.UseClustered(endpoint, connectionString);
        }

        silo.UseCertificates(endpoint);
    }

    private static SiloEndpoint EndpointOf(IConfiguration configuration, bool isClustered)
    {
        if (isClustered)
        {
            return SiloEndpoint.Of(Section<ClusterOptions>(configuration, ClusterOptions.Section));
        }

        return configuration.GetSection(ClusterOptions.Section).GetChildren().Any()
            ? throw new ConfigurationException(
                "Section Cluster is for Storage:Provider postgresql: an embedded silo is by itself, on loopback.")
            : SiloEndpoint.Embedded(Section<EmbeddedSiloOptions>(configuration, EmbeddedSiloOptions.Section));
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
}
