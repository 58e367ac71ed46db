using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.TestingHost;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Delivery;
using OrleansMail.Dns;
using OrleansMail.Incidents;
using OrleansMail.Lanes;
using OrleansMail.Ledger;
using OrleansMail.Recipients;
using OrleansMail.Reports;
using OrleansMail.Sealing;
using OrleansMail.Suppression;

namespace OrleansMail.Cluster;

/// <summary>One silo in this process with its stores in memory; every test uses keys of its own.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public IGrainFactory Grains => _cluster.Client;

    internal MemoryStores Stores { get; } = new();

    internal FakeSignal Signal { get; } = new();

    internal FakeGuard Guard { get; } = new();

    internal FakeLedger Ledger { get; } = new();

    internal TrailRecorder Trail { get; } = new();

    internal FakeVault Vault { get; } = new();

    internal TextDns Dns { get; } = new();

    internal FakeApprovers Approvers { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => Configure(silo));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    /// <summary>What all grains need, with stores in memory.</summary>
    internal void Configure(ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorageAsDefault();
        silo.AddMailCluster(new SiloEgress(SiloEgress.Every));
        silo.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        silo.Services.AddSingleton<IAudienceStore>(Stores.Audience);
        silo.Services.AddSingleton<IContentStore>(Stores);
        silo.Services.AddSingleton<IDirectory>(Stores);
        silo.Services.AddSingleton<ILedger>(Ledger);
        silo.Services.AddSingleton<IAddressKey>(Stores);
        silo.Services.AddSingleton<IAuditStore>(new MemoryAudit());
        silo.Services.AddSingleton<AuditTally>();
        silo.Services.AddSingleton<CampaignStores>();
        silo.Services.AddSingleton<ApprovalPolicy>();
        silo.Services.AddSingleton<StartHours>();
        silo.Services.AddSingleton<IApprovers>(Approvers);
        silo.Services.AddSingleton<AutoStop>();
        silo.AddOutgoingGrainCallFilter(Trail);
        silo.Services.AddSingleton<ExportPolicy>();
        silo.Services.AddSingleton<ICampaignGuard>(Guard);
        silo.Services.AddSingleton<IDispatchSignal>(Signal);
        silo.Services.AddSingleton<IKeyVault>(Vault);
        silo.Services.AddSingleton<IDnsQuery>(Dns);
        silo.Services.AddSingleton<ISuppressionStore>(new MemorySuppressions());
        silo.Services.Configure<LaneOptions>(lanes => lanes.TroubleToShut = 2);
        silo.Services.Configure<GrainTypeOptions>(grains => grains.Classes.Remove(typeof(People.FakeAuditGrain)));
    }
}
