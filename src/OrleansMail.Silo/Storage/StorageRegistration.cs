using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Ledger;
using OrleansMail.Recipients;
using OrleansMail.Reports;
using OrleansMail.Sealing;
using OrleansMail.Suppression;
using OrleansMail.Telemetry;

namespace OrleansMail.Storage;

/// <summary>Registers the embedded storage: one folder, one process, no server.</summary>
public static class StorageRegistration
{
    private const string DefaultProvider = "Default";

    /// <summary>Adds every store. The folder is opened, and refused, when the first one is resolved.</summary>
    /// <param name="keysFile">Where the secret for address keys is; null to keep it in the database, wrapped.</param>
    /// <param name="clusterKeyFile">Where the cluster key is; null for a file in the data folder.</param>
    public static IServiceCollection AddEmbeddedStorage(
        this IServiceCollection services, string dataFolder, string? keysFile, string? clusterKeyFile = null) => services
        // Disposed in the opposite order of their making: the writer ends before the folder is let go.
        .AddSingleton(_ => SqliteDatabase.Open(dataFolder, clusterKeyFile))
        .AddSingleton<SqliteReaders>()
        .AddMetrics()
        .AddSingleton<StorageMeter>()
        .AddSingleton<SqliteWriter>()
        .AddSingleton<IInstruments, StorageInstruments>()
        .AddSingleton<SqliteDataKeys>()
        .AddSingleton<IKeyVault>(provider => provider.GetRequiredService<SqliteDataKeys>())
        .AddSingleton<IAudienceStore, SqliteAudienceStore>()
        .AddSingleton<ILedger, SqliteLedger>()
        .AddSingleton<ISuppressionStore, SqliteSuppressionStore>()
        .AddSingleton<IContentStore, SqliteContentStore>()
        .AddSingleton<IDirectory, SqliteDirectory>()
        .AddSingleton<IAuditStore, SqliteAuditStore>()
        .AddSingleton<IAddressKey>(provider => keysFile is null
            ? provider.GetRequiredService<SqliteDatabase>().LoadAddressKey()
            : AddressKey.Load(keysFile))
        .AddKeyedSingleton<IGrainStorage, SqliteGrainStorage>(DefaultProvider)
        .AddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(DefaultProvider));
}
