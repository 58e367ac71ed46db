using Npgsql;
using OrleansMail.Hosting;

namespace OrleansMail.Storage;

/// <summary>The script that an administrator runs, and what the silos' role can and cannot do afterwards.</summary>
public sealed class PostgresSetUpTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_the_script_a_silo_starts_and_cannot_touch_the_audit_trail()
    {
        var server = await TestServer.GetAsync();
        await RunAsync(server, "mail_one");
        await RunAsync(server, "mail_one");
        await server.SqlAsync("postgres", "ALTER ROLE mail_one PASSWORD 'geheim'");
        var connection = server.ConnectionTo("mail_one", "mail_one", "geheim");
        using (var trial = Open(server, connection))
        {
            await AuditTrial.Writer(trial).AppendAsync(AuditTrial.Fact());
            await trial.Contents.PutAsync("spring", [1]);
            Assert.Null((await AuditTrial.VerifyAsync(trial)).FirstBad);
        }

        Assert.Equal("42501", Refused(connection, "UPDATE audit SET caller = 'eve'"));
        Assert.Equal("42501", Refused(connection, "DELETE FROM audit"));
        Assert.Equal("42501", Refused(connection, "TRUNCATE audit"));
        Assert.Equal("42501", Refused(connection, "DROP TRIGGER audit_no_change ON audit"));
        Assert.Equal("42501", Refused(connection, "ALTER TABLE audit DISABLE TRIGGER ALL"));
        Assert.Equal("42501", Refused(connection, "DROP TABLE audit"));
        Assert.Equal("42501", Refused(connection, "SET ROLE mail_one_audit"));
        Assert.Equal("42501", Refused(connection, "CREATE TABLE public.mine(x int)"));
        Assert.Equal("OM002", Refused(connection, """
            CREATE TABLE mail_one.audit(trail text, seq bigint); INSERT INTO mail_one.audit VALUES('example.com', 8);
            INSERT INTO mail_one_audit.audit SELECT trail, 9, '\x00', at, caller, kind, origin, session, second_factor, action,
                target, result, detail, prev, hash FROM mail_one_audit.audit
            """));
    }

    [Fact]
    public async Task A_backup_comes_back_on_a_server_that_was_set_up_anew()
    {
        var server = await TestServer.GetAsync();
        await RunAsync(server, "mail_two");
        await server.SqlAsync("postgres", "ALTER ROLE mail_two PASSWORD 'geheim'");
        var connection = server.ConnectionTo("mail_two", "mail_two", "geheim");
        using (var trial = Open(server, connection))
        {
            await AuditTrial.Writer(trial).AppendAsync(AuditTrial.Fact());
            await trial.Contents.PutAsync("spring", [1, 2]);
        }

        var dump = _folder.New("dump");
        (await server.ToolAsync("pg_dump", "-Fc", "-d", "mail_two", "-f", dump)).Succeeded();
        await server.SqlAsync("postgres", "DROP DATABASE mail_two");
        await RunAsync(server, "mail_two");
        (await server.ToolAsync("pg_restore", "--clean", "--if-exists", "-d", "mail_two", dump)).Succeeded();

        using var again = Open(server, connection);
        Assert.Equal([1, 2], (await again.Contents.GetAsync("spring"))!);
        Assert.Equal(2, await AuditTrial.Writer(again).AppendAsync(AuditTrial.Fact()));
        Assert.Equal("42501", Refused(connection, "DELETE FROM audit"));
    }

    [Fact]
    public async Task The_owner_of_the_audit_table_is_held_by_its_triggers()
    {
        using var trial = await StorageTrial.OpenAsync(StorageKind.Postgres);
        await AuditTrial.Writer(trial).AppendAsync(AuditTrial.Fact());

        Assert.Equal("OM001", Refused(trial.Postgres.Connection, "UPDATE audit SET caller = 'eve'"));
        Assert.Equal("OM001", Refused(trial.Postgres.Connection, "DELETE FROM audit"));
        Assert.Equal("OM001", Refused(trial.Postgres.Connection, "TRUNCATE audit"));

        trial.Postgres.Run("ALTER TABLE audit DISABLE TRIGGER audit_no_change; UPDATE audit SET caller = 'eve'");
        Assert.Equal(1, (await AuditTrial.VerifyAsync(trial)).FirstBad);
        var refusal = Assert.Throws<DataFolderException>(
            () => PostgresDatabase.Open(trial.Postgres.Connection, _folder.New("next"), null));
        Assert.Contains("audit_no_change", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE audit SET caller = 'eve' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET at = 9000000000000000 WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET id = '\\x00' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET hash = '\\x00' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET detail = 'other' WHERE seq = 2", 2)]
    [InlineData("DELETE FROM audit WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET trail = 'other.example' WHERE seq = 2", 2)]
    [InlineData("UPDATE audit SET second_factor = 1 WHERE seq = 3", 3)]
    public async Task Who_takes_the_triggers_off_is_found_by_the_hashes(string sql, long firstBad)
    {
        using var trial = await StorageTrial.OpenAsync(StorageKind.Postgres);
        for (var i = 0; i < 3; i++)
        {
            await AuditTrial.Writer(trial).AppendAsync(AuditTrial.Fact());
        }

        trial.Postgres.Run("ALTER TABLE audit DISABLE TRIGGER ALL; " + sql);

        Assert.Equal(firstBad, (await AuditTrial.VerifyAsync(trial)).FirstBad);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mail")]
    [InlineData("a; DROP TABLE x")]
    public void A_name_that_could_be_more_than_a_name_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => PostgresSetUp.Script(name));

    [Fact]
    public async Task A_role_that_may_make_no_tables_is_told_so_without_its_password()
    {
        var server = await TestServer.GetAsync();
        var database = await server.CreateDatabaseAsync();
        await server.SqlAsync("postgres", "CREATE ROLE poor LOGIN PASSWORD 'geheim'");

        var mayNot = Assert.Throws<ConfigurationException>(() => PostgresDatabase.Open(
            server.ConnectionTo(database, "poor", "geheim"), _folder.New("one")));
        var wrong = Assert.Throws<ConfigurationException>(() => PostgresDatabase.Open(
            server.ConnectionTo(database, "poor", "falsch"), _folder.New("two")));
        var nowhere = Assert.Throws<ConfigurationException>(() => PostgresDatabase.Open(
            server.ConnectionTo("nowhere", "postgres"), _folder.New("three")));

        Assert.Contains("42501", mayNot.Message, StringComparison.Ordinal);
        Assert.Contains("28P01", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("3D000", nowhere.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", mayNot + wrong.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("falsch", wrong.ToString(), StringComparison.Ordinal);
    }

    private async Task RunAsync(PostgresServer server, string name)
    {
        var script = _folder.New($"{name}.sql");
        await File.WriteAllTextAsync(script, PostgresSetUp.Script(name), TestContext.Current.CancellationToken);
        (await server.ToolAsync("psql", "-X", "-q", "-d", "postgres", "-f", script)).Succeeded();
    }

    private StorageTrial Open(PostgresServer server, string connection) =>
        new(_folder.New("silo"), new PostgresTrial(server, "mail_one", connection));

    private static string Refused(string connection, string sql)
    {
        using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        using var command = source.CreateCommand(sql);
        return Assert.Throws<PostgresException>(() => { _ = command.ExecuteNonQuery(); }).SqlState;
    }
}
