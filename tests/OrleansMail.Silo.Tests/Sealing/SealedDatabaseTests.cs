using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using OrleansMail.Domains;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

/// <summary>What a dump of the database and the files of the server do not hold.</summary>
public sealed class SealedDatabaseTests : IAsyncLifetime
{
    private const string Secret = "a private key of the sending domain";

    // More than enough for one that is not sealed to be met wherever rows are kept.
    private static readonly AudienceRow[] People =
    [
        .. Enumerable.Range(0, 1_000).Select(number => StorageTrial.Row(
            string.Create(null, $"person{number:0000}@people.test"), number + 2, string.Create(null, $"Customer number {number:0000}"))),
    ];

    private readonly TempFolder _folder = new();
    private StorageTrial _trial = null!;

    public async ValueTask InitializeAsync() => _trial = await StorageTrial.OpenAsync(StorageKind.Postgres);

    public ValueTask DisposeAsync()
    {
        _trial.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Neither_a_dump_nor_the_files_of_the_server_tell_who_got_what()
    {
        await FillAsync();
        var search = new OctetSearch();
        foreach (var text in (string[])
        [
            "r7@example.test", "Subject: Spring sale", "550 5.1.1 no such person", "gone@example.test",
            "order-4711", Secret, "Yuki Tanaka",
        ])
        {
            search.Add(text);
        }

        foreach (var row in People)
        {
            search.Add(row.Address);
            search.Add(row.Values[0]);
        }

        var dump = _folder.New("dump.sql");
        (await _trial.Postgres.Server.ToolAsync("pg_dump", "-d", _trial.Postgres.Name, "-f", dump)).Succeeded();
        await _trial.Postgres.Server.SqlAsync(_trial.Postgres.Name, "CHECKPOINT");

        Assert.Contains("COPY public.outcome", await File.ReadAllTextAsync(dump, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([], search.Find(_folder.Root));
        Assert.Equal([], search.Find(await DatabaseFolderAsync()));
    }

    [Fact]
    public async Task Of_a_destroyed_key_no_copy_is_left_in_the_files_of_the_tables()
    {
        for (var number = 0; number < 50; number++)
        {
            await _trial.Contents.PutAsync($"campaign-{number}", [1]);
        }

        var wrapped = (byte[])_trial.Postgres.Ask("SELECT wrapped FROM data_key WHERE scope = 'campaign:campaign-7'")!;
        var search = new OctetSearch();
        search.Add(wrapped, "the wrapped key");
        search.Add(wrapped[^32..], "its end");
        await _trial.Postgres.Server.SqlAsync(_trial.Postgres.Name, "CHECKPOINT");
        Assert.NotEmpty(search.Find(await DatabaseFolderAsync()));

        // Other tests have transactions on this server, which may have to end first.
        while (await _trial.Services.GetRequiredService<IKeyVault>().ForgetAsync("campaign-7") is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        await _trial.Postgres.Server.SqlAsync(_trial.Postgres.Name, "CHECKPOINT");

        Assert.Equal([], search.Find(await DatabaseFolderAsync()));
        Assert.NotNull(await _trial.Contents.GetAsync("campaign-8"));
    }

    [Fact]
    public async Task A_dump_restored_elsewhere_is_the_same_storage()
    {
        var audience = await FillAsync();
        var server = _trial.Postgres.Server;
        var dump = _folder.New("dump");
        (await server.ToolAsync("pg_dump", "-Fc", "-d", _trial.Postgres.Name, "-f", dump)).Succeeded();
        var restored = await PostgresTrial.CreateAsync(server);
        (await server.ToolAsync("pg_restore", "--no-owner", "-d", restored.Name, dump)).Succeeded();
        var data = _folder.New("data");
        Directory.CreateDirectory(data);
        File.Copy(Path.Combine(_trial.Data, ClusterKeyFile.FileName), Path.Combine(data, ClusterKeyFile.FileName));

        using var again = new StorageTrial(data, restored);

        Assert.Equal(1, (await again.Ledger.CountsAsync(audience)).Bounced);
        Assert.True(await again.Audiences.IsIntactAsync(audience));
        Assert.Null((await AuditTrial.VerifyAsync(again)).FirstBad);
        Assert.Equal(2, await AuditTrial.Writer(again).AppendAsync(AuditTrial.Fact()));
    }

    [Fact]
    public async Task A_silo_without_the_key_of_the_others_is_refused_and_makes_none()
    {
        var data = _folder.New("stranger");
        await _trial.Contents.PutAsync("spring", [1]);

        var refusal = Assert.Throws<DataFolderException>(() => PostgresDatabase.Open(_trial.Postgres.Connection, data));

        Assert.Equal(DataFolderFault.KeyLost, refusal.Fault);
        Assert.False(File.Exists(Path.Combine(data, ClusterKeyFile.FileName)));
    }

    [Fact]
    public async Task Of_silos_that_start_together_on_a_new_database_one_makes_the_key()
    {
        var database = await PostgresTrial.CreateAsync(await TestServer.GetAsync());

        var starts = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() =>
        {
            try
            {
                PostgresDatabase.Open(database.Connection, _folder.New($"silo-{number}")).Dispose();
                return DataFolderFault.InUse;
            }
            catch (DataFolderException refusal)
            {
                return refusal.Fault;
            }
        })));

        Assert.Equal(1, starts.Count(fault => fault == DataFolderFault.InUse));
        Assert.Equal(3, starts.Count(fault => fault == DataFolderFault.KeyLost));
        Assert.Single(Directory.GetFiles(_folder.Root, ClusterKeyFile.FileName, SearchOption.AllDirectories));
    }

    [Fact]
    public void A_database_of_a_newer_release_is_refused()
    {
        Assert.NotNull(_trial.Contents);
        _trial.Postgres.Run("UPDATE orleansmail_schema SET version = 99, readable_from = 98");

        var refusal = Assert.Throws<DataFolderException>(
            () => PostgresDatabase.Open(_trial.Postgres.Connection, _folder.New("next")));

        Assert.Equal(DataFolderFault.Newer, refusal.Fault);
        Assert.Contains("version 99", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("knows version 98", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<string> DatabaseFolderAsync()
    {
        var server = _trial.Postgres.Server;
        var id = await server.SqlAsync(
            "postgres", $"SELECT oid FROM pg_database WHERE datname = '{_trial.Postgres.Name}'");
        return Path.Combine(server.Data, "base", id.Trim());
    }

    private async Task<long> FillAsync()
    {
        await _trial.Contents.PutAsync("spring", "Subject: Spring sale\r\n\r\n"u8.ToArray());
        var audience = await _trial.AudienceAsync(chunks: 10);
        await _trial.Audiences.FactsAsync(audience);
        var people = await _trial.Audiences.OpenAsync("people", ["name"], isStream: false);
        await _trial.Audiences.AddChunkAsync(people, 0, People);
        await _trial.Ledger.RecordAsync(
            StorageTrial.Outcome(audience, 7, kind: OutcomeKind.Bounced) with { Text = "550 5.1.1 no such person" });
        await _trial.Ledger.FlushAsync();
        await _trial.Suppressions.AddAsync(
            StorageTrial.KeyOf("gone@example.test"), new("gone@example.test", "bounce", "550 5.1.1 no such person", _trial.Now));
        var stream = await _trial.Audiences.OpenAsync("shop.test/orders", ["name"], isStream: true);
        await _trial.Audiences.AppendAsync(
            stream, "order-4711", new byte[32], StorageTrial.Row("a@b.test", 0, "Yuki Tanaka"), _trial.Now);
        var state = new GrainState<SendingDomainState> { State = new SendingDomainState() };
        state.State.Keys.Add(new SigningKey("sender.test", "om1", Secret));
        await _trial.Services.GetRequiredService<IGrainStorage>()
            .WriteStateAsync("sending-domain", GrainId.Create("sending-domain", "sender.test"), state);
        await AuditTrial.Writer(_trial).AppendAsync(AuditTrial.Fact());
        return audience;
    }
}
