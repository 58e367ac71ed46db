using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;
using OrleansMail.Audit;
using OrleansMail.Cluster;
using OrleansMail.Lanes;
using OrleansMail.Reports;

namespace OrleansMail.People;

/// <summary>A silo for the grains of this room, with a hasher that costs nothing and a trail in memory.</summary>
public sealed class PeopleCluster : IAsyncLifetime
{
    private readonly SharedStorage _states = new();
    private InProcessTestCluster _cluster = null!;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public IGrainFactory Grains => _cluster.Client;

    internal CheapHasher Hasher { get; } = new();

    /// <summary>Hash for real.</summary>
    internal bool IsDear { get; init; }

    internal FakeAuditGrain.Log Trail { get; } = new();

    internal PeopleOptions Options { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            // No grains of its own: Orleans' storage in memory is gone before the others have ended, and they wait 30 s for it.
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                "Default", (provider, _) => _states.For(provider.GetRequiredService<Serializer>()));
            silo.Services.AddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>("Default"));
            silo.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddSingleton<IDirectory>(new MemoryStores());
            silo.Services.AddSingleton(Trail);
            silo.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Options));
            silo.Services.AddPeople();
            if (!IsDear)
            {
                silo.Services.Replace(ServiceDescriptor.Singleton<IPasswordHasher>(Hasher));
            }

            silo.Services.Configure<GrainTypeOptions>(grains => grains.Classes.RemoveWhere(
                type => type.IsAssignableTo(typeof(IAuditGrain)) && type != typeof(FakeAuditGrain)));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    /// <summary>Changes what is stored of a user behind the grain's back, as another activation would.</summary>
    internal async Task ElsewhereAsync(IUserGrain user, Action<UserState> change)
    {
        var storage = _cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>("Default");
        var state = new GrainState<UserState>();
        await storage.ReadStateAsync("user", user.GetGrainId(), state);
        change(state.State!);
        await storage.WriteStateAsync("user", user.GetGrainId(), state);
    }
}
