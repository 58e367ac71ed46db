using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Hosting;
using OrleansMail.Ledger;
using OrleansMail.People;
using OrleansMail.Recipients;
using OrleansMail.Reports;
using OrleansMail.Sealing;
using OrleansMail.Suppression;
using OrleansMail.Telemetry;

namespace OrleansMail.Storage;

/// <summary>Registers the storage: SQLite in one folder for one process, or PostgreSQL for any number of silos.</summary>
public static class StorageRegistration
{
    private const string DefaultProvider = "Default";

    /// <summary>Adds every store of the provider that the options name.</summary>
    /// <exception cref="ConfigurationException">There is no such provider, or no way to reach it.</exception>
    public static IServiceCollection AddStorage(
        this IServiceCollection services, StorageOptions options, string dataFolder, string? keysFile,
        string? clusterKeyFile = null) => options.Provider switch
        {
            "sqlite" => services.AddEmbeddedStorage(dataFolder, keysFile, clusterKeyFile),
            PostgresConnection.ProviderName => services.AddPostgresStorage(
                PostgresConnection.Of(options), dataFolder, keysFile, clusterKeyFile),
            _ => throw new ConfigurationException(
                $"Storage:Provider is sqlite or {PostgresConnection.ProviderName}, and not '{options.Provider}'."),
        };

    /// <summary>Adds every store on SQLite. The folder is opened, and refused, when the first one is resolved.</summary>
    /// <param name="keysFile">Where the secret for address keys is; null to keep it in the database, wrapped.</param>
    /// <param name="clusterKeyFile">Where the cluster key is; null for a file in the data folder.</param>
    public static IServiceCollection AddEmbeddedStorage(
        this IServiceCollection services, string dataFolder, string? keysFile, string? clusterKeyFile = null) => services
        // Disposed in the opposite order of their making: the writer ends before the folder is let go.
        .AddSingleton(_ => SqliteDatabase.Open(dataFolder, clusterKeyFile))
        .AddSingleton<IStoreDatabase>(provider => provider.GetRequiredService<SqliteDatabase>())
        .AddSingleton<IStoreReaders, SqliteReaders>()
        .AddSingleton<SqliteWriter>()
        .AddSingleton(provider =>
        {
            var writer = provider.GetRequiredService<SqliteWriter>();
            return new StoreWriters(writer, writer);
        })
        .AddSingleton<IRowIndexes>(provider => new ImportIndexes(
            provider.GetRequiredService<SqliteWriter>(), provider.GetRequiredService<DataKeys>()))
        .AddStores(keysFile);

    /// <summary>Adds every store on PostgreSQL. The database is opened, and refused, when the first one is resolved.</summary>
    public static IServiceCollection AddPostgresStorage(
        this IServiceCollection services, string connection, string dataFolder, string? keysFile,
        string? clusterKeyFile = null)
    {
        // All silos go by one clock: that of what they have in common.
        services.TryAddSingleton<TimeProvider>(provider => provider.GetRequiredService<PostgresDatabase>().Clock);
        return services
        .AddSingleton(_ => PostgresDatabase.Open(connection, dataFolder, clusterKeyFile))
        .AddSingleton<IStoreDatabase>(provider => provider.GetRequiredService<PostgresDatabase>())
        .AddSingleton<IStoreReaders, PostgresReaders>()
        .AddSingleton<PostgresWriters>()
        .AddSingleton(provider => provider.GetRequiredService<PostgresWriters>().Both)
        .AddSingleton<IRowIndexes, UnindexedRows>()
        .AddHostedService<StandbyWatch>()
        .AddStores(keysFile);
    }

    private static IServiceCollection AddStores(this IServiceCollection services, string? keysFile)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
        .AddMetrics()
        .AddSingleton<StorageMeter>()
        .AddSingleton<IInstruments, StorageInstruments>()
        .AddSingleton<ISiloHealth>(provider => provider.GetRequiredService<StorageMeter>().Health)
        .AddSingleton<KeyRemains>()
        .AddSingleton<DataKeys>()
        .AddSingleton(provider => provider.GetRequiredService<IStoreDatabase>().Keys)
        .AddSingleton<CallSecrets>()
        .AddSingleton<ICallSecrets>(provider => provider.GetRequiredService<CallSecrets>())
        .AddSingleton<IKeyVault>(provider => provider.GetRequiredService<DataKeys>())
        .AddSingleton<IAudienceStore, AudienceStore>()
        .AddSingleton<ILedger, LedgerStore>()
        .AddSingleton<ISuppressionStore, SuppressionStore>()
        .AddSingleton<IContentStore, ContentStore>()
        .AddSingleton<IDirectory, DirectoryStore>()
        .AddSingleton<IAuditStore, AuditStore>()
        .AddSingleton<IAddressKey>(provider => keysFile is null
            ? provider.GetRequiredService<IStoreDatabase>().LoadAddressKey()
            : AddressKey.Load(keysFile))
        .AddKeyedSingleton<IGrainStorage, GrainStateStore>(DefaultProvider)
        .AddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(DefaultProvider));
    }
}
