using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Domains;
using OrleansMail.Hosting;

namespace OrleansMail.Scenarios;

/// <summary>Several silos in this process, each with its folder and addresses, on one database over real sockets.</summary>
internal sealed class ClusterEngine : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<MailSilo?> _silos = [];
    private readonly string _connection;
    private readonly string[] _settings;
    private readonly string? _shared;

    private ClusterEngine(string connection, string[] settings, string? shared, bool isSecured)
    {
        (_connection, _settings, _shared) = (connection, settings, shared);
        Files = isSecured ? new ClusterFiles(_folder.File("certificates")) : null;
    }

    /// <summary>Whose certificates its silos have; null if they speak no TLS.</summary>
    public ClusterFiles? Files { get; }

    /// <summary>A silo that runs: the one with the lowest number.</summary>
    public MailSilo First => _silos.OfType<MailSilo>().First();

    public IClusterGrain Cluster => First.Grains.GetGrain<IClusterGrain>(0);

    /// <summary>Starts silos called <c>silo0</c> and so on; silo N sends from 127.0.1.N+1 unless its addresses are given.</summary>
    public static Task<ClusterEngine> StartAsync(int silos, params string[] settings) =>
        StartAsync(silos, null, false, settings);

    /// <summary>The same with certificates.</summary>
    public static Task<ClusterEngine> StartSecuredAsync(int silos, params string[] settings) =>
        StartAsync(silos, null, true, settings);

    /// <summary>The same, but all silos send from one address, which the settings put on a proxy.</summary>
    public static Task<ClusterEngine> StartSharingAsync(int silos, string address, params string[] settings) =>
        StartAsync(silos, address, false, settings);

    private static async Task<ClusterEngine> StartAsync(int silos, string? shared, bool isSecured, string[] settings)
    {
        var server = await ClusterServer.GetAsync();
        var engine = new ClusterEngine(server.ConnectionTo(await server.CreateDatabaseAsync()), settings, shared, isSecured);
        try
        {
            await (engine.Files?.MakeAsync() ?? Task.CompletedTask);

            // The first makes the tables and the key; the others start together.
            await engine.AddAsync(0);
            await Task.WhenAll(Enumerable.Range(1, silos - 1).Select(number => engine.AddAsync(number)));
            await engine.First.Grains.GetGrain<ISendingDomainGrain>(Engine.Domain)
                .AddAsync(new DomainSettings($"https://leave.{Engine.Domain}/u/{{token}}", null, $"bounce@{Engine.Domain}"));
            await Someone.Named("olga").AsAsync(() => engine.First.Grains
                .GetGrain<IApprovalRulesGrain>(Engine.Domain).SetAsync(new ApprovalRules { More = 1 }));
            await engine.UntilAsync(status => status.Silos.Length == silos);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    public static string AddressOf(int silo) => string.Create(CultureInfo.InvariantCulture, $"127.0.1.{silo + 1}");

    public static string NameOf(int silo) => string.Create(CultureInfo.InvariantCulture, $"silo{silo}");

    public MailSilo Silo(int number) => _silos[number]!;

    public Trial Campaign(string id) => new(() => First.Grains, id);

    /// <summary>Starts a silo, by itself or again.</summary>
    /// <param name="addresses">Those that it sends from; none for its own.</param>
    public Task AddAsync(int number, params string[] addresses) => AddAsync(number, Settings(number, addresses));

    /// <summary>Starts a silo with settings of its own.</summary>
    public async Task AddAsync(int number, IConfiguration settings)
    {
        lock (_silos)
        {
            while (_silos.Count <= number)
            {
                _silos.Add(null);
            }
        }

        var silo = await MailSilo.StartAsync(Folder(number), settings);
        lock (_silos)
        {
            _silos[number] = silo;
        }
    }

    /// <summary>The folder of a silo.</summary>
    public string Folder(int number) => _folder.File($"data{number}");

    /// <summary>Where the certificate of a silo is.</summary>
    public string Certificates(int number) => _folder.File($"silo{number}");

    public IConfigurationRoot Settings(int number, params string[] addresses)
    {
        var own = addresses.Length == 0 ? [_shared ?? AddressOf(number)] : addresses;
        var pairs = _settings.Select(setting => setting.Split('=', 2))
            .Select(parts => KeyValuePair.Create(parts[0], (string?)parts[1]));
        return new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Approval:ReadFor", "00:00:00"),
            new("Storage:Provider", "postgresql"),
            new("Storage:ConnectionString", _connection),
            new("Keys:ClusterFile", _folder.File("cluster.key")),
            new("Cluster:Silo", NameOf(number)),
            new("Cluster:SiloPort", "0"),
            new("Cluster:GatewayPort", "0"),
            .. own.Select((address, index) => KeyValuePair.Create(
                $"Egress:Addresses:{index}", (string?)$"{address}=mta{number}.{Engine.Domain}")),
            .. CertificateSettings(number),
            .. pairs,
        ]).Build();
    }

    private IEnumerable<KeyValuePair<string, string?>> CertificateSettings(int number)
    {
        if (Files is null)
        {
            return [];
        }

        // Once: what is there may be newer, or of another authority.
        if (!Directory.Exists(Certificates(number)))
        {
            Files.Give(Certificates(number));
        }

        var files = ClusterFiles.Of(Certificates(number));
        return
        [
            new("Cluster:CertificateFile", files.Certificate),
            new("Cluster:KeyFile", files.Key),
            new("Cluster:AuthorityFile", files.Authority),
        ];
    }

    /// <summary>Ends a silo as an operator would.</summary>
    public async Task StopAsync(int number)
    {
        if (_silos[number] is { } silo)
        {
            _silos[number] = null;
            await silo.DisposeAsync();
        }
    }

    /// <summary>Starts a silo in a process of its own, to be killed.</summary>
    public Process StartProcess(int number)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "orleansmail.dll"), "silo", "--data", Folder(number)]);
        foreach (var (key, value) in Settings(number).AsEnumerable().Where(pair => pair.Value is not null))
        {
            start.Environment[$"OrleansMail__{key.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for a campaign's end, although for some seconds its grain may be on a silo that is gone.</summary>
    public static Task UntilEndedAsync(Trial trial) => UntilAsync(async () =>
    {
        try
        {
            return (await trial.StatusAsync()).State == CampaignPhase.Completed;
        }
        catch (Exception gone) when (gone is OrleansException or TimeoutException or IOException)
        {
            return false;
        }
    });

    public Task UntilAsync(Predicate<ClusterStatus> reached) => UntilAsync(async () => reached(await Cluster.StatusAsync()));

    /// <summary>Waits for what must come.</summary>
    public static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(180));
        while (!await reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var number = _silos.Count - 1; number >= 0; number--)
        {
            await StopAsync(number);
        }

        _folder.Dispose();
    }
}
