using System.Net;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Dns;
using OrleansMail.Egress;
using OrleansMail.Lanes;
using OrleansMail.Proxies;
using OrleansMail.Recipients;
using OrleansMail.Reports;
using OrleansMail.Suppression;

namespace OrleansMail.Delivery;

/// <summary>One lane, one chunk and everything around them, in memory.</summary>
internal sealed class DeliveryWorld
{
    public static readonly LaneKey Key = new(IPAddress.Parse("192.0.2.1"), "site.test");

    private readonly List<EgressIp> _addresses = [new("192.0.2.1", "mta.sender.test", false, default)];
    private static readonly EgressProxies OnProxy = new(
        new Dictionary<IPAddress, EgressProxy> { [Key.EgressIp] = ProxyHealthTests.Proxy });

    private readonly List<int> _suppressed = [];
    private readonly Silos _silos = TestSilos.Of(SiloEgress.Every);

    public DeliveryWorld(FakeRun? run = null)
    {
        Run = run ?? new FakeRun();
        Connection = new FakeConnection(Ledger);
        Chunk = new ChunkWork(new ChunkClaim(7, 0, 1, "silo"), work => Finished.Add(work));
        Proxies = new ProxyHealth(OnProxy, Clock, NullLogger<ProxyHealth>.Instance);
        Egress = new EgressBook(
            Stub.Of<IDirectory>((_, _) => Task.FromResult<IReadOnlyList<string>>(["192.0.2.1"])),
            new EgressOwners(_silos),
            Proxies,
            Stub.Grains(Stub.Of<IEgressIpGrain>((_, _) => Task.FromResult<EgressIp?>(_addresses[0]))));
        Meter = new DeliveryMeter(Meters, Clock);
        Recorder = new AttemptRecorder(
            Ledger, Stub.Grains(Stub.Of<ISuppressionGrain>(Suppress)), FakeConnection.Policy, Options,
            Meter, new Random(1), Clock, NullLogger<AttemptRecorder>.Instance);
        Lane = new LaneRunner(Key, Sessions, Options, Clock);
        Lane.Opened(TimeSpan.Zero);
    }

    public ArmedClock Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The phases that were measured, in order.</summary>
    public FakeMeters Meters { get; } = new();

    public DeliveryMeter Meter { get; }

    public DeliveryOptions Options { get; } = new() { IdleFor = TimeSpan.Zero, LaneQueue = 16 };

    public FakeRun Run { get; }

    public FakeLedger Ledger { get; } = new();

    public FakeLaneGrain Grain { get; } = new();

    public FakeSessions Sessions { get; } = new();

    public FakeConnection Connection { get; }

    public EgressBook Egress { get; }

    /// <summary>The world's one address sits on a proxy, of which nothing is known at first.</summary>
    public ProxyHealth Proxies { get; }

    public AttemptRecorder Recorder { get; }

    public LaneRunner Lane { get; }

    public ChunkWork Chunk { get; }

    public List<ChunkWork> Finished { get; } = [];

    public List<SuppressionEntry> Suppressions { get; } = [];

    /// <summary>What happens when a session begins and the addresses have been read.</summary>
    public Action Begins { get; set; } = static () => { };

    public Exception? SuppressFails { get; set; }

    public Exception? FilterFails { get; set; }

    /// <summary>Of a silo by itself, unless a test needs one of a cluster.</summary>
    public ClaimHold Hold { get; set; } = new(ClaimTerm.Embedded, TimeProvider.System);

    public void PauseEgress() => _addresses[0] = _addresses[0] with { Paused = true };

    public void SuppressIndex(int index) => _suppressed.Add(index);

    public Mail Mail(long row, int attempt = 1, DateTimeOffset? firstAt = null, ICampaignRun? run = null)
    {
        Chunk.Open();
        return new Mail(run ?? Run, Chunk, row, Row(row), attempt, firstAt ?? Now);
    }

    /// <summary>Mails that are in the lane; the chunk has been looked through.</summary>
    public List<Mail> Place(int count)
    {
        var mails = Enumerable.Range(0, count).Select(row => Mail(row)).ToList();
        Assert.All(mails, mail => Assert.True(Lane.TryPlace(mail, out _)));
        Chunk.Placed();
        return mails;
    }

    public async Task RunSessionAsync(CancellationTokenSource? ending = null)
    {
        await Egress.RefreshAsync();
        Begins();
        var suppression = Stub.Of<ISuppressionStore>((_, _) => FilterFails is { } failure
            ? Task.FromException<IReadOnlyList<int>>(failure)
            : Task.FromResult<IReadOnlyList<int>>(_suppressed));
        var parts = new SessionParts(
            Ledger, suppression, null!, null!, Recorder, Egress, Hold, Proxies, Meter, Options, Clock);
        using var start = new SessionStart(() => { }, Clock);
        var wait = new SessionWait(new SessionRoom(1), SessionKind.First, Clock);
        await using var session = new LaneSession(Lane, Grain, Connection, start, wait, parts, Sessions.LeaseWindow);
        await session.RunAsync(ending?.Token ?? default, CancellationToken.None);
    }

    /// <param name="waits">The placement waits for room, so that time has to pass.</param>
    public async Task PlaceChunkAsync(
        int rows, string routes = "*", bool waits = false, IReadOnlySet<long>? only = null)
    {
        await Egress.RefreshAsync();
        Assert.True(RouteTable.TryParse([new(routes, "site.test:25")], out var table, out _));
        var dns = Stub.Of<IDnsQuery>((_, _) => Task.FromResult(new DnsAnswer(DnsStatus.NoSuchName, [])));
        var parts = Parts(
            new MxResolver(dns, new MxResolverOptions { Routes = table }, Clock, new Random(1)), audience: null!);
        Lanes = parts.Lanes;
        var chunk = new AudienceChunk(0, [.. Enumerable.Range(0, rows).Select(row => Row(row))], IsIntact: true);
        var placing = new ChunkPlacement(Run, Run.Release, Chunk, chunk, only, parts).RunAsync();
        while (waits && await Task.WhenAny(placing, Clock.Armed) != placing)
        {
            // The longest that is waited for at once, and not further: a busy machine would make minutes of it.
            Clock.Advance(TimeSpan.FromMilliseconds(80));
        }

        await placing;
    }

    /// <summary>Ends the recipients of a chunk whose rows nobody can read.</summary>
    public Task SweepChunkAsync(int rows)
    {
        var audience = Stub.Of<IAudienceStore>((method, _) => method.Name == nameof(IAudienceStore.RowsAsync)
            ? Task.FromResult(rows)
            : throw new NotSupportedException(method.Name));
        return new ChunkSweep(Run.Release, Chunk.Claim, Parts(resolver: null!, audience)).RunAsync();
    }

    /// <summary>Takes over what others have left until it is stopped.</summary>
    public Task TakeOverAsync(IAudienceStore audience, Task stop, Action freed) =>
        new ChunkTakeover(Run.Release, Parts(resolver: null!, audience)).RunAsync(stop, freed);

    public LaneBook? Lanes { get; private set; }

    private FeederParts Parts(MxResolver resolver, IAudienceStore audience) => new(
        _silos, ClaimTerm.Embedded, Hold, null!, new CampaignStores(null!, audience, Ledger, null!), null!, resolver, Egress,
        new LaneBook(Sessions, Options, Clock), Recorder, Options, Clock, NullLogger<CampaignFeeder>.Instance);

    private static AudienceRow Row(long row) => new(row, $"r{row}@example.test", new byte[16], []);

    private Task Suppress(MethodInfo method, object?[] arguments)
    {
        if (SuppressFails is { } failure)
        {
            throw failure;
        }

        Suppressions.Add((SuppressionEntry)arguments[0]!);
        return Task.CompletedTask;
    }
}
