using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansMail.Campaigns;
using OrleansMail.Domains;
using OrleansMail.Hosting;
using OrleansMail.Reports;
using OrleansMail.Storage;

namespace OrleansMail.Scenarios;

/// <summary>The whole engine in this process: a silo on a folder of its own, with a sending domain and an address.</summary>
internal sealed class Engine : IAsyncDisposable
{
    public const string Domain = "sender.orleansmail.test";

    private readonly TemporaryFolder _folder = new();
    private readonly IConfiguration _configuration;
    private MailSilo? _silo;
    private MemoryDisk? _disk;

    private Engine(IEnumerable<KeyValuePair<string, string?>> settings) =>
        _configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    public IGrainFactory Grains => _silo!.Grains;

    /// <summary>What the silo's own meters are made by, apart from those of other tests.</summary>
    public IMeterFactory Meters => _silo!.Services.GetRequiredService<IMeterFactory>();

    /// <summary>The key of the running silo's own grain.</summary>
    public string SiloKey => _silo!.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString();

    /// <summary>The small disk that the folder is on.</summary>
    public MemoryDisk Disk => _disk!;

    public IReportGrain Report => Grains.GetGrain<IReportGrain>(0);

    /// <summary>The port of clients from outside.</summary>
    public int GatewayPort => _silo!.GatewayPort;

    /// <summary>What makes the first administrator.</summary>
    public string FirstSecret => File.ReadAllText(_folder.File("data/first-administrator")).Trim();

    public string Database => _folder.File("data/orleansmail.db");

    // Everything once more on PostgreSQL, by hand: docs/testing.md.
    private static StoredIn Usual => Environment.GetEnvironmentVariable("ORLEANSMAIL_TESTS_ON") switch
    {
        null or "" => StoredIn.Folder,
        "postgresql" => StoredIn.Postgres,
        var other => throw new InvalidOperationException($"ORLEANSMAIL_TESTS_ON is postgresql or not set, and not '{other}'."),
    };

    /// <summary>Starts an engine; each setting is <c>Section:Key=value</c>.</summary>
    public static Task<Engine> StartAsync(params IEnumerable<string> settings) => StartAsync(Usual, settings);

    /// <summary>The same on the database that a test asks for.</summary>
    public static Task<Engine> StartAsync(StoredIn stored, params IEnumerable<string> settings) =>
        stored == StoredIn.Postgres ? StartOnPostgresAsync(null, settings) : OpenAsync(null, settings);

    /// <summary>The same with its folder on a small disk.</summary>
    public static Task<Engine> StartOnDiskAsync(int megabytes, params IEnumerable<string> settings) =>
        OpenAsync(megabytes, settings);

    private static async Task<Engine> OpenAsync(int? megabytes, IEnumerable<string> settings)
    {
        var pairs = settings.Select(setting => setting.Split('=', 2))
            .Select(parts => KeyValuePair.Create(parts[0], (string?)parts[1]));
        var engine = new Engine(
        [
            new("Approval:ReadFor", "00:00:00"), .. pairs, new("Egress:Addresses:0", $"127.0.0.1=mta1.{Domain}"),
        ]);
        try
        {
            engine._disk = megabytes is { } size ? await MemoryDisk.MountAsync(engine._folder.File("data"), size) : null;
            await engine.ResumeAsync();
            await engine.Grains.GetGrain<ISendingDomainGrain>(Domain)
                .AddAsync(new DomainSettings($"https://leave.{Domain}/u/{{token}}", null, $"bounce@{Domain}"));
            await Someone.Named("olga").AsAsync(() => engine.Grains.GetGrain<IApprovalRulesGrain>(Domain)
                .SetAsync(new ApprovalRules { More = 1 }));
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same on a PostgreSQL database of its own instead of the folder's.</summary>
    /// <param name="server">Null for the one that these tests share.</param>
    public static async Task<Engine> StartOnPostgresAsync(PostgresServer? server, params IEnumerable<string> settings)
    {
        server ??= await ClusterServer.GetAsync();
        return await StartOnDatabaseAsync(server.ConnectionTo(await server.CreateDatabaseAsync()), settings);
    }

    /// <summary>The same on a database that is there already.</summary>
    public static Task<Engine> StartOnDatabaseAsync(string connection, params IEnumerable<string> settings) => OpenAsync(
        null,
        [
            "Storage:Provider=postgresql",
            $"Storage:ConnectionString={connection}",
            "Cluster:SiloPort=0",
            "Cluster:GatewayPort=0",
            .. settings,
        ]);

    /// <summary>A route that sends a domain's mail, or everybody's with <c>*</c>, to a peer of the test.</summary>
    public static string Route(string domain, System.Net.IPEndPoint peer) => $"Delivery:Routes:{domain}={peer}";

    /// <summary>The database, for whoever changes it while no silo runs.</summary>
    public DbConnection OpenDatabase()
    {
        DbConnection connection = _configuration["Storage:ConnectionString"] is { } server
            ? new NpgsqlConnection($"{server};Pooling=false")
            : new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>The stores of the engine, with its keys, for whoever uses them while no silo runs.</summary>
    public IServiceCollection AddStores(IServiceCollection services) => services.AddStorage(
        _configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions(),
        _folder.File("data"),
        null);

    public Trial Campaign(string id) => new(() => Grains, id);

    /// <summary>Ends the silo as an operator would.</summary>
    public async Task StopAsync()
    {
        if (_silo is { } silo)
        {
            _silo = null;
            await silo.DisposeAsync();
        }
    }

    /// <summary>Starts the silo on the folder as it is now.</summary>
    /// <param name="later">How far its clock is ahead of the machine's.</param>
    public async Task ResumeAsync(TimeSpan later = default) => _silo = await MailSilo.StartAsync(
        _folder.File("data"), _configuration, clock: later == default ? null : new LaterClock(later));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_disk is { } disk)
        {
            await disk.DisposeAsync();
        }

        _folder.Dispose();
    }
}
