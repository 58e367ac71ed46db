using Microsoft.Extensions.DependencyInjection;

namespace OrleansMail.Storage;

public sealed class PostgresStepTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private StorageTrial? _older;

    private StorageTrial Older => _older!;

    private PostgresDatabase Database => (PostgresDatabase)Older.Services.GetRequiredService<IStoreDatabase>();

    public async ValueTask InitializeAsync() => _older = await StorageTrial.OpenAsync(StorageKind.Postgres);

    public ValueTask DisposeAsync()
    {
        _older?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task While_a_newer_silo_changes_the_tables_an_older_one_goes_on_and_starts_again()
    {
        var audience = await Older.AudienceAsync(chunks: 2);
        var claim = await Older.ClaimAsync(audience);
        await Older.LeaseAsync(claim, 1, 0, 1);

        LaterTables.Make(Database);

        await Older.Ledger.RecordAsync(StorageTrial.Outcome(audience, 0));
        await Older.Ledger.FlushAsync();
        await Older.LeaseAsync(claim, 1, 2);
        await Older.AudienceAsync(campaign: "summer");
        using var restarted = Older.Heir(_folder);
        await restarted.Ledger.RecordAsync(StorageTrial.Outcome(audience, 1));
        await restarted.Ledger.FlushAsync();
        await restarted.Contents.PutAsync("spring", [1]);
        Assert.Equal(2L, Older.Postgres.Ask("SELECT count(*) FROM outcome WHERE final = 1 AND later = 'later'"));
        Assert.Equal(LaterTables.Postgres.Version, Older.Postgres.Ask("SELECT version FROM orleansmail_schema"));
    }

    [Fact]
    public void A_step_is_taken_once()
    {
        LaterTables.Make(Database);

        // A second time it would make a table that is there.
        LaterTables.Make(Database);

        Assert.Equal(0L, Older.Postgres.Ask("SELECT count(*) FROM later"));
    }

    [Fact]
    public void A_database_of_before_says_who_can_read_it_and_keeps_the_version_that_older_programs_look_at()
    {
        Assert.NotNull(Database.Keys);
        Older.Postgres.Run("ALTER TABLE orleansmail_schema DROP COLUMN readable_from");

        using var newer = Older.Heir(_folder);

        Assert.NotNull(newer.Services.GetRequiredService<IStoreDatabase>());
        Assert.Equal(PostgresSchema.Known, Older.Postgres.Ask("SELECT version FROM orleansmail_schema"));
        Assert.Equal(1, Older.Postgres.Ask("SELECT readable_from FROM orleansmail_schema"));
    }

    [Fact]
    public void A_start_changes_no_table_that_is_as_it_should_be()
    {
        Assert.NotNull(Database.Keys);
        using var session = Database.OpenSession();
        session.Execute("BEGIN");

        // To alter a table takes a lock that every silo would wait for, and takes its owner.
        session.Execute("""
            CREATE FUNCTION no_change() RETURNS event_trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'the tables were changed'; END $$
            """);
        session.Execute("CREATE EVENT TRIGGER no_change ON ddl_command_start EXECUTE FUNCTION no_change()");
        PostgresTables.Make(session);
        session.Execute("ROLLBACK");
    }
}
