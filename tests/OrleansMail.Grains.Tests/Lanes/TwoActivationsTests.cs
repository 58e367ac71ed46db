using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;
using OrleansMail.Cluster;
using OrleansMail.Delivery;
using OrleansMail.Egress;
using OrleansMail.Incidents;
using OrleansMail.Reports;

namespace OrleansMail.Lanes;

/// <summary>Two activations of one grain at a time, as after a partition: two clusters over one storage.</summary>
public sealed class TwoActivationsTests : IAsyncLifetime
{
    private const int PerSecond = 10;
    private const int Seconds = 5;
    private const int StepsOfSecond = 4;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly SharedStorage _storage = new();
    private readonly List<InProcessTestCluster> _clusters = [];

    public async ValueTask InitializeAsync()
    {
        for (var number = 0; number < 2; number++)
        {
            var builder = new InProcessTestClusterBuilder(1);
            builder.ConfigureSilo((_, silo) =>
            {
                silo.AddMailCluster(new SiloEgress(SiloEgress.Every));
                silo.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));
                silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
                silo.Services.AddKeyedSingleton<IGrainStorage>(
                    "Default", (provider, _) => _storage.For(provider.GetRequiredService<Serializer>()));
                silo.Services.AddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>("Default"));
                silo.Services.AddSingleton(Stub.Of<IDirectory>((_, _) => Task.CompletedTask));
                silo.Services.Configure<LaneOptions>(lanes => lanes.MaxPerSecond = PerSecond);
            });
            var cluster = builder.Build();
            await cluster.DeployAsync();
            _clusters.Add(cluster);
        }
    }

    [Fact]
    public async Task Both_together_give_no_more_than_one_may()
    {
        var lanes = _clusters.ConvertAll(cluster => cluster.Client.GetGrain<ILaneGrain>("192.0.2.1/site.test"));
        foreach (var lane in lanes)
        {
            // Both have read the state before either writes.
            await lane.ShowAsync();
        }

        var given = 0;
        for (var step = 0; step < Seconds * StepsOfSecond; step++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1) / StepsOfSecond);
            foreach (var lane in lanes)
            {
                given += (await lane.NextAsync(Guid.NewGuid(), 16, null)).Recipients;
            }
        }

        Assert.InRange(given, PerSecond * (Seconds - 2), PerSecond * (Seconds + 1));
        Assert.True(_storage.Refused > 0, "The two never met.");
    }

    [Fact]
    public async Task What_is_left_of_a_second_that_is_over_is_not_given_beside_the_next_one()
    {
        var lanes = _clusters.ConvertAll(cluster => cluster.Client.GetGrain<ILaneGrain>("192.0.2.1/site.test"));
        foreach (var lane in lanes)
        {
            await lane.ShowAsync();
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (await lanes[0].NextAsync(Guid.NewGuid(), 3, null)).Recipients);
        Assert.Equal(0, (await lanes[1].NextAsync(Guid.NewGuid(), 3, null)).Recipients);
        await lanes[1].ShowAsync(); // reads anew what the other one has written
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(PerSecond, (await lanes[1].NextAsync(Guid.NewGuid(), PerSecond, null)).Recipients);

        Assert.Equal(0, (await lanes[0].NextAsync(Guid.NewGuid(), PerSecond, null)).Recipients);
        Assert.Equal(2, _storage.Refused);
    }

    [Fact]
    public async Task What_one_has_written_the_other_does_not_undo()
    {
        var ips = _clusters.ConvertAll(cluster => cluster.Client.GetGrain<IEgressIpGrain>("192.0.2.1"));
        await ips[0].AddAsync("mta.sender.test");
        await ips[1].ShowAsync();
        await ips[0].AddAsync("mta2.sender.test");

        var paused = await ips[1].PauseAsync(paused: true);

        Assert.Equal(("mta2.sender.test", true), (paused!.EhloName, paused.Paused));
        Assert.Equal(1, _storage.Refused);
    }

    [Fact]
    public async Task Nobody_takes_the_size_that_needs_no_second_person_out_twice()
    {
        const int most = 1_000;
        var sums = _clusters.ConvertAll(cluster => cluster.Client.GetGrain<IExportAllowanceGrain>("Person/ann"));
        foreach (var sum in sums)
        {
            // Both have read the state before either writes.
            Assert.False(await sum.TakeAsync("spring", Guid.NewGuid(), most + 1, most));
        }

        Assert.True(await sums[0].TakeAsync("spring", Guid.NewGuid(), 600, most));
        Assert.NotNull(await Record.ExceptionAsync(() => sums[1].TakeAsync("summer", Guid.NewGuid(), 600, most)));

        Assert.Equal(1, _storage.Refused);
        Assert.False(await sums[1].TakeAsync("summer", Guid.NewGuid(), 600, most));
        Assert.True(await sums[1].TakeAsync("summer", Guid.NewGuid(), 400, most));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _clusters)
        {
            await cluster.DisposeAsync();
        }
    }
}
