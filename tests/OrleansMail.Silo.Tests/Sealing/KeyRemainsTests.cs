using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

/// <summary>Keys that are destroyed while somebody can still see them: said, remembered, and taken out of the file in the end.</summary>
public sealed class KeyRemainsTests : IAsyncLifetime
{
    private const string Role = "mail";

    private readonly TempFolder _folder = new();
    private PostgresServer _server = null!;
    private StorageTrial _trial = null!;

    private IKeyVault Vault => _trial.Services.GetRequiredService<IKeyVault>();

    private KeyRemains Remains => _trial.Services.GetRequiredService<KeyRemains>();

    // A server of its own, where nobody else has a transaction; and the role that silos have, who may not look at everything.
    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        var script = _folder.New("set-up.sql");
        await File.WriteAllTextAsync(script, PostgresSetUp.Script(Role));
        (await _server.ToolAsync("psql", "-X", "-q", "-d", "postgres", "-f", script)).Succeeded();
        await _server.SqlAsync("postgres", $"ALTER ROLE {Role} PASSWORD 'geheim'");
        _trial = new StorageTrial(
            _folder.New("data"), new PostgresTrial(_server, Role, _server.ConnectionTo(Role, Role, "geheim")));
        for (var number = 0; number < 20; number++)
        {
            await _trial.Contents.PutAsync($"campaign-{number}", [1]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _trial.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_key_that_a_dump_can_see_is_said_to_remain_and_another_silo_takes_it_out_when_the_dump_is_over()
    {
        var search = Wrapped("campaign-7");
        await using var dump = await HolderAsync(Role, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");

        var why = await Vault.ForgetAsync("campaign-7");

        Assert.Contains("(a dump) of the database's server", why, StringComparison.Ordinal);
        Assert.Equal(why, await Vault.RemainsAsync("campaign-7"));
        Assert.Null(await Vault.RemainsAsync("campaign-8"));
        var status = await Vault.StatusAsync();
        Assert.Equal((1, 1, why), (status.Forgotten, status.Remaining, status.RemainsBecause));
        Assert.Null(await _trial.Contents.GetAsync("campaign-7"));
        Assert.NotEmpty(await FindAsync(search));

        using var heir = _trial.Heir(_folder);
        var others = heir.Services.GetRequiredService<KeyRemains>();
        Assert.Equal(why, await others.TryAsync());
        await dump.DisposeAsync();
        Assert.Null(await others.TryAsync());

        Assert.Equal([], await FindAsync(search));
        Assert.Null(await Vault.RemainsAsync("campaign-7"));
        Assert.Equal(0, (await Vault.StatusAsync()).Remaining);
        var gone = Assert.Single(await Remains.ListAsync());
        Assert.Equal(("campaign:campaign-7", true), (gone.Scope, gone.IsGone));
        await Remains.EndAsync(gone);
        Assert.Empty(await others.ListAsync());
        Assert.NotNull(await _trial.Contents.GetAsync("campaign-8"));
    }

    // It holds whoever takes a snapshot while it runs, whatever database that is in.
    [Fact]
    public async Task A_transaction_of_another_database_holds_a_key_too()
    {
        var search = Wrapped("campaign-7");
        await using var writer = await HolderAsync("postgres", "BEGIN; SELECT pg_current_xact_id()");

        Assert.Contains("(a dump)", await Vault.ForgetAsync("campaign-7"), StringComparison.Ordinal);
        Assert.Equal(await Remains.TryAsync(), await Vault.ForgetAsync("campaign-7"));
        Assert.NotEmpty(await FindAsync(search));
        await writer.DisposeAsync();

        Assert.Null(await Vault.ForgetAsync("campaign-7"));
        Assert.Equal([], await FindAsync(search));
    }

    [Fact]
    public async Task Whoever_reads_the_table_of_keys_is_not_waited_for_by_everybody_behind()
    {
        await using var reader = await HolderAsync(Role, $"BEGIN; LOCK TABLE {Role}.data_key IN ACCESS SHARE MODE");
        var forgetting = Vault.ForgetAsync("campaign-7");

        for (var number = 8; number < 20; number++)
        {
            Assert.NotNull(await _trial.Contents.GetAsync($"campaign-{number}"));
        }

        Assert.Equal("somebody reads the table of keys", await forgetting);
        await reader.DisposeAsync();
        Assert.Null(await Remains.TryAsync());
    }

    // A server ends the locks of a closed connection when it gets round to it.
    [Fact]
    public async Task Whoever_comes_right_after_finds_nobody_at_it()
    {
        await using var next = await HolderAsync(Role, "SELECT 1");
        await using var locks = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'", next);

        for (var turn = 0; turn < 50; turn++)
        {
            Assert.Null(await Remains.TryAsync());
            Assert.Equal(0L, await locks.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Keys_from_before_a_rotation_are_taken_out_too()
    {
        var search = Wrapped("campaign-7");
        await using var dump = await HolderAsync(Role, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
        new ClusterKeyFile(Path.Combine(_trial.Data, ClusterKeyFile.FileName)).AddVersion();

        var status = await Vault.RotateAsync();
        Assert.Equal((0, 1), (status.Forgotten, status.Remaining));
        Assert.NotEmpty(await FindAsync(search));
        await dump.DisposeAsync();

        Assert.Null(await Remains.TryAsync());
        Assert.Equal([], await FindAsync(search));
        Assert.Equal(KeyScope.Older, Assert.Single(await Remains.ListAsync()).Scope);
    }

    [Fact]
    public async Task What_an_earlier_release_has_left_is_taken_out_after_the_upgrade()
    {
        Assert.Null(await Vault.ForgetAsync("campaign-7"));
        _trial.Postgres.Run("DROP TABLE key_remains, last_commit; UPDATE orleansmail_schema SET version = 1");

        using var newer = _trial.Heir(_folder);
        var remains = newer.Services.GetRequiredService<KeyRemains>();

        Assert.Equal([(KeyScope.Older, false)], (await remains.ListAsync()).Select(one => (one.Scope, one.IsGone)));
        Assert.Null(await remains.TryAsync());
        Assert.True(Assert.Single(await remains.ListAsync()).IsGone);
    }

    [Fact]
    public async Task A_note_that_comes_with_a_backup_of_another_server_waits_for_nobody()
    {
        Assert.Null(await Vault.ForgetAsync("campaign-7"));
        _trial.Postgres.Run("UPDATE key_remains SET gone = 0, xact = '4000000000000'");
        await using var dump = await HolderAsync(Role, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");

        Assert.Null(await Remains.TryAsync());
    }

    private OctetSearch Wrapped(string campaign)
    {
        var wrapped = (byte[])_trial.Postgres.Ask($"SELECT wrapped FROM data_key WHERE scope = 'campaign:{campaign}'")!;
        var search = new OctetSearch();
        search.Add(wrapped, "the wrapped key");
        search.Add(wrapped[^32..], "its end");
        return search;
    }

    /// <summary>What the files of all databases hold, once everything is written.</summary>
    private async Task<IReadOnlyCollection<string>> FindAsync(OctetSearch search)
    {
        await _server.SqlAsync("postgres", "CHECKPOINT");
        return search.Find(Path.Combine(_server.Data, "base"));
    }

    private async Task<NpgsqlConnection> HolderAsync(string database, string sql)
    {
        var connection = new NpgsqlConnection(
            _server.ConnectionTo(database) + ";Pooling=false;Application Name=a dump");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
