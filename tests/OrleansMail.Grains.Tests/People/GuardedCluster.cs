using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;
using Orleans.TestingHost;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Delivery;
using OrleansMail.Domains;

namespace OrleansMail.People;

/// <summary>
/// A silo with its call filters in front of every grain, a trail whose writes a test can cut off, and one person who may do
/// everything everywhere.
/// </summary>
public sealed class GuardedCluster : IAsyncLifetime
{
    public const string Domain = "sender.test";
    public const string Campaign = "guarded";
    public const string Name = "tess";

    private const string Storage = "Default";

    private readonly ClusterFixture _rest = new();
    private InProcessTestCluster _cluster = null!;

    /// <summary>Calls from outside.</summary>
    public IGrainFactory Grains => _cluster.Client;

    /// <summary>Calls from inside, as the engine's own.</summary>
    public IGrainFactory Inside => _cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();

    public FakeTimeProvider Clock => _rest.Clock;

    /// <summary>The token of the person's session.</summary>
    public string Token { get; private set; } = "";

    internal PeopleOptions Options { get; } = new()
    {
        // The clock of a test goes on by days while nobody calls.
        IdleFor = TimeSpan.FromDays(1),
        AdministratorIdleFor = TimeSpan.FromDays(1),
        LongestSession = TimeSpan.FromDays(7),
        AdministratorLongestSession = TimeSpan.FromDays(7),
        ApproveGrantDelay = TimeSpan.FromHours(1),
    };

    private GuardOnceDeployed Guard => _cluster.Silos[0].ServiceProvider.GetRequiredService<GuardOnceDeployed>();

    internal MemoryAudit Audit { get; } = new();

    internal ReachedCalls Reached { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            _rest.Configure(silo);
            silo.Services.RemoveAllKeyed<IGrainStorage>(Storage);
            silo.Services.AddKeyedSingleton<IGrainStorage, MemoryStates>(Storage);
            silo.Services.Replace(ServiceDescriptor.Singleton<IAuditStore>(Audit));
            silo.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(Options));
            silo.Services.AddPeople();
            silo.Services.AddCallFilters();
            silo.Services.AddSingleton<ICallSecrets, OneSecret>();
            silo.Services.AddSingleton(Stub.Of<ICallOrigins>((_, _) => "127.0.0.1"));
            silo.Services.RemoveAll<IIncomingGrainCallFilter>();
            silo.Services.AddSingleton<CallFilter>();
            silo.Services.AddSingleton<GuardOnceDeployed>();
            silo.Services.AddSingleton<IIncomingGrainCallFilter>(
                provider => provider.GetRequiredService<GuardOnceDeployed>());

            // Behind the call filter: what comes here would be carried out.
            silo.Services.AddSingleton<IIncomingGrainCallFilter>(Reached);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        Guard.IsDeployed = true;
        Token = await JoinAsync(Name, withFactor: true, [.. Right.All.Select(right => new Wish(right, Grant.Everywhere))]);
        await DraftAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Guard.IsDeployed = false;
        await _cluster.DisposeAsync();
    }

    /// <summary>Puts a person with an open session into storage; the answer is its token.</summary>
    internal async Task<string> JoinAsync(string name, bool withFactor, params Wish[] wishes)
    {
        var (secret, now) = (CallerToken.NewSecret(), _rest.Clock.GetUtcNow());
        var text = CallerToken.Write(CallerKind.Person, name, secret);
        Assert.True(CallerToken.TryParse(text, out var token));
        var state = new GrainState<UserState>
        {
            State = new UserState
            {
                CreatedAt = now,
                PasswordHash = "none that anybody knows",
                FactorSecret = withFactor ? secret : null,
                Grants = [.. wishes.Select(wish => new Granted(wish, "test", now, now))],
                Sessions =
                [
                    new SessionState
                    {
                        Id = "one",
                        TokenHash = token.SecretHash,
                        StartedAt = now,
                        LastUsedAt = now,
                        SecondFactorAt = withFactor ? now : null,
                    },
                ],
            },
        };
        var storage = _cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>(Storage);
        await storage.WriteStateAsync("user", Grains.GetGrain<IUserGrain>(name).GetGrainId(), state);
        return text;
    }

    private async Task DraftAsync()
    {
        await Inside.GetGrain<ISendingDomainGrain>(Domain).AddAsync(new DomainSettings(null, null, null));
        var drafted = await Someone.Ann.AsAsync(
            () => Inside.GetGrain<ICampaignGrain>(Campaign).DraftAsync(Draft.Settings, Draft.Content));
        Assert.Null(drafted.Refusal?.Message);
    }

    private sealed class OneSecret : ICallSecrets
    {
        public string Newest => "the secret of these silos";

        public bool Holds(string shown) => shown == Newest;
    }
}
