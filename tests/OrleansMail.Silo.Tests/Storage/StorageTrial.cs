using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using OrleansMail.Campaigns;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;
using OrleansMail.Reports;
using OrleansMail.Sealing;
using OrleansMail.Suppression;

namespace OrleansMail.Storage;

/// <summary>All stores on a data folder of their own, as a silo gets them.</summary>
internal sealed class StorageTrial : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;
    private readonly TempFolder? _owned;
    private readonly PostgresTrial? _postgres;

    public StorageTrial()
        : this(new TempFolder(), null)
    {
    }

    /// <summary>Opens a folder that someone else removes.</summary>
    public StorageTrial(string data)
        : this(data, null)
    {
    }

    /// <summary>A silo's storage on a database, with a folder that someone else removes.</summary>
    public StorageTrial(string data, PostgresTrial? postgres)
    {
        (Data, _postgres) = (data, postgres);
        var services = new ServiceCollection().AddSerializer().AddSingleton<TimeProvider>(Clock);
        _services = (postgres is null
            ? services.AddEmbeddedStorage(data, null)
            : services.AddPostgresStorage(postgres.Connection, data, null)).BuildServiceProvider();
    }

    private StorageTrial(TempFolder owned, PostgresTrial? postgres)
        : this(owned.New("data"), postgres) => _owned = owned;

    public FakeTimeProvider Clock { get; } = new(Noon);

    public StorageKind Kind => _postgres is null ? StorageKind.Sqlite : StorageKind.Postgres;

    public PostgresTrial Postgres => _postgres!;

    public string Data { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public IServiceProvider Services => _services;

    public IAudienceStore Audiences => _services.GetRequiredService<IAudienceStore>();

    public ILedger Ledger => _services.GetRequiredService<ILedger>();

    public ISuppressionStore Suppressions => _services.GetRequiredService<ISuppressionStore>();

    public IContentStore Contents => _services.GetRequiredService<IContentStore>();

    public IDirectory Directory => _services.GetRequiredService<IDirectory>();

    public static AudienceRow Row(int number, params string[] values) => Row(
        string.Create(CultureInfo.InvariantCulture, $"r{number}@example.test"), number + 2, values);

    public static AudienceRow Row(string address, long line = 0, params string[] values) =>
        new(line, address, KeyOf(address), values);

    public static byte[] KeyOf(string address) => SHA256.HashData(Encoding.UTF8.GetBytes(address))[..16];

    public static AudienceRow[] Rows(int first, int count) =>
        Enumerable.Range(first, count).Select(number => Row(number, $"name {number}")).ToArray();

    public static OutcomeEntry Outcome(
        long audience, long row, int attempt = 1, OutcomeKind kind = OutcomeKind.Delivered, bool? final = null) => new(
            audience, row, attempt, kind, final ?? kind != OutcomeKind.Deferred, DeliveryStage.FinalDot, 250, "2.0.0",
            "ok", "192.0.2.1", "mx.example.test", "TLS1.3 TLS_AES_256_GCM_SHA384", Noon.AddMinutes(attempt),
            Noon.AddMinutes(attempt).AddSeconds(1), kind == OutcomeKind.Deferred ? Noon.AddHours(1) : null);

    /// <summary>An audience of some full chunks.</summary>
    public async Task<long> AudienceAsync(int chunks = 1, int rows = 10, string campaign = "spring")
    {
        var audience = await Audiences.OpenAsync(campaign, ["name"], isStream: false);
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            await Audiences.AddChunkAsync(audience, chunk, Rows(chunk * rows, rows));
        }

        return audience;
    }

    public async Task<ChunkClaim> ClaimAsync(long audience, string holder = "silo")
    {
        var at = Now;
        return Assert.Single(await Audiences.ClaimAsync(audience, holder, 1, at, at.AddMinutes(1)));
    }

    public Task<IReadOnlyList<LeasedRow>> LeaseAsync(ChunkClaim claim, int attempt, params long[] rows) =>
        Ledger.LeaseAsync(
            Guid.NewGuid(), "192.0.2.1/site", rows.Select(row => new LeasedRow(claim, row, attempt)).ToArray(), Noon);

    public static async Task<StorageTrial> OpenAsync(StorageKind kind)
    {
        var folder = new TempFolder();
        var postgres = kind is StorageKind.Postgres or StorageKind.PostgresLater
            ? await PostgresTrial.CreateAsync(await TestServer.GetAsync())
            : null;
        if (kind is StorageKind.SqliteLater or StorageKind.PostgresLater)
        {
            using var first = new StorageTrial(folder.New("data"), postgres);
            LaterTables.Make(first.Services.GetRequiredService<IStoreDatabase>());
        }

        return new StorageTrial(folder, postgres);
    }

    /// <summary>Octets as SQL writes them.</summary>
    public string Octets(byte[] octets) => Kind == StorageKind.Sqlite
        ? $"x'{Convert.ToHexString(octets)}'"
        : $"'\\x{Convert.ToHexString(octets)}'::bytea";

    /// <summary>Lets time pass, for the silo's clock and for the one that claims are compared by.</summary>
    public void LetPass(TimeSpan time)
    {
        Clock.Advance(time);
        if (_postgres is not null)
        {
            // The server's clock cannot be set: what it is compared with becomes that much older.
            _postgres.Run(string.Create(
                CultureInfo.InvariantCulture, $"UPDATE claim SET ready = ready - {time.Ticks} WHERE state = 2"));
        }
    }

    /// <summary>Another process on what this one has made durable: a kill of it, or a silo beside it.</summary>
    public StorageTrial Heir(TempFolder folder)
    {
        if (_postgres is null)
        {
            return new StorageTrial(CopyAsKilled(folder.New("heir")));
        }

        // The first one makes the key, if it has not done anything yet.
        Assert.NotNull(_services.GetRequiredService<IStoreDatabase>());
        var data = folder.New("heir");
        System.IO.Directory.CreateDirectory(data);
        File.Copy(Path.Combine(Data, ClusterKeyFile.FileName), Path.Combine(data, ClusterKeyFile.FileName));
        return new StorageTrial(data, _postgres);
    }

    /// <summary>Whoever holds claims is gone, as far as others can see: on PostgreSQL its connection is.</summary>
    public void Vanish() => _postgres?.Run("""
        SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND classid = 21322
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """);

    /// <summary>Runs SQL on the side, as someone with the file in hands could.</summary>
    public void Tamper(string sql)
    {
        if (_postgres is not null)
        {
            Assert.NotEqual(0, _postgres.Run(sql));
            return;
        }

        var text = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(Data, SqliteDatabase.FileName),
            Pooling = false,
        };
        using var connection = new SqliteConnection(text.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    /// <summary>The folder as a kill would leave it.</summary>
    public string CopyAsKilled(string target)
    {
        System.IO.Directory.CreateDirectory(target);
        foreach (var file in System.IO.Directory.GetFiles(Data, SqliteDatabase.FileName + "*"))
        {
            if (!file.EndsWith("-shm", StringComparison.Ordinal))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }
        }

        File.Copy(Path.Combine(Data, ClusterKeyFile.FileName), Path.Combine(target, ClusterKeyFile.FileName));

        return target;
    }

    public void Dispose()
    {
        _services.Dispose();
        _owned?.Dispose();
    }
}
