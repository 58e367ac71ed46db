using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansMail.Ledger;

namespace OrleansMail.Storage;

/// <summary>A server that goes away, comes back, and has no room.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private int _appended;
    private PostgresServer _server = null!;
    private StorageTrial _trial = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _trial = new StorageTrial(_folder.New("data"), await PostgresTrial.CreateAsync(_server));
    }

    public async ValueTask DisposeAsync()
    {
        _trial.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Without_a_server_no_lease_is_granted_and_afterwards_nothing_is_lost()
    {
        var audience = await _trial.AudienceAsync();
        var claim = await _trial.ClaimAsync(audience);
        Assert.Equal(3, (await _trial.LeaseAsync(claim, 1, 0, 1, 2)).Count);
        await _server.KillAsync();

        for (var row = 0; row < 3; row++)
        {
            await _trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, row));
        }

        var lease = _trial.LeaseAsync(claim, 1, 3);
        var read = _trial.Ledger.CountsAsync(audience);
        var told = await Assert.ThrowsAsync<StorageUnavailableException>(() => lease);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => read);
        Assert.DoesNotContain(_server.Password, told.ToString(), StringComparison.Ordinal);

        await _server.RunAsync();
        await _trial.Ledger.FlushAsync();
        Assert.Equal(new OutcomeCounts(3, 0, 0, 0, 0, 0, 0), await _trial.Ledger.CountsAsync(audience));
        Assert.Single(await _trial.LeaseAsync(claim, 1, 3));
        Assert.Equal(
            [(0L, false), (1L, false), (2L, false), (3L, true)],
            (await _trial.Ledger.ChunkAsync(audience, 0)).Select(state => (state.Row, state.InDoubt)));
    }

    [Fact]
    public async Task Through_kills_what_was_acknowledged_is_there_and_nothing_is_twice()
    {
        var stream = await _trial.Audiences.OpenAsync("shop.test/orders", ["name"], isStream: true);
        using var end = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() => AppendAsync(stream, writer, end.Token))).ToArray();
        for (var kill = 0; kill < 3; kill++)
        {
            await UntilMoreAsync(10);
            await (kill == 1 ? _server.StopAsync() : _server.KillAsync());
            await _server.RunAsync();
        }

        await UntilMoreAsync(10);
        await end.CancelAsync();
        var rows = (await Task.WhenAll(writers)).SelectMany(one => one).ToList();

        Assert.True(rows.Count >= 40, $"Only {rows.Count} rows were accepted.");
        Assert.Equal(rows.Count, rows.Distinct().Count());
        Assert.Equal((long)rows.Count, (await _trial.Audiences.FactsAsync(stream))!.Rows);
        Assert.Equal(
            rows.Order(), (await _trial.Ledger.OutcomesAsync(stream, -1, 100_000)).Select(line => line.Row));
    }

    [Fact]
    public async Task A_transaction_that_was_lost_is_not_taken_for_another_one_that_got_its_number_after_the_crash()
    {
        var database = (PostgresDatabase)_trial.Services.GetRequiredService<IStoreDatabase>();
        var lost = database.OpenSession();
        lost.NumberFor("one");
        lost.BeginWrite();
        lost.Commit();
        Assert.True(lost.WasMade("one", 1));
        lost.BeginWrite();
        var server = Convert.ToInt64(lost.Execute("SELECT pg_current_xact_id()::text"), CultureInfo.InvariantCulture);
        await _server.KillAsync();
        await _server.RunAsync();
        lost.Dispose();

        // Unless its log was written in time, the server gives the number once more, and that one is committed.
        while ((long)_trial.Postgres.Ask("SELECT pg_current_xact_id()::text::bigint")! <= server)
        {
        }

        using var after = database.OpenSession();
        Assert.False(after.WasMade("one", 2));
        Assert.True(after.WasMade("one", 1));
        Assert.False(after.WasMade("never", 1));
    }

    [Fact]
    public async Task A_full_disk_stops_the_leases_and_room_lets_them_go_on()
    {
        await using var disk = await SmallDisk.MountAsync(_folder.New("small"));
        await _server.SqlAsync("postgres", $"CREATE TABLESPACE small LOCATION '{disk.Path}'");
        var audience = await _trial.AudienceAsync(rows: 1000);
        var claim = await _trial.ClaimAsync(audience);
        _trial.Postgres.Run("ALTER TABLE outcome SET TABLESPACE small");
        _trial.Postgres.Run("CREATE TABLE ballast(body bytea) TABLESPACE small");
        await FillAsync();

        for (var row = 0; row < 1000; row++)
        {
            await _trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, row) with { Text = new string('x', 500) });
        }

        var told = await Assert.ThrowsAsync<StorageUnavailableException>(() => _trial.LeaseAsync(claim, 2, 0));
        Assert.Contains("53100", told.Message, StringComparison.Ordinal);

        _trial.Postgres.Run("DROP TABLE ballast");
        _trial.Postgres.Run("ALTER TABLE outcome SET TABLESPACE pg_default");
        await _trial.Ledger.FlushAsync();
        Assert.Equal(1000, (await _trial.Ledger.CountsAsync(audience)).Delivered);
    }

    private async Task UntilMoreAsync(int rows)
    {
        var goal = Volatile.Read(ref _appended) + rows;
        while (Volatile.Read(ref _appended) < goal)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }

    private async Task<List<long>> AppendAsync(long stream, int writer, CancellationToken end)
    {
        var rows = new List<long>();
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{writer}-{number}");
            rows.Add(await AppendAsync(stream, key));
            Interlocked.Increment(ref _appended);
        }

        return rows;
    }

    // As a caller has to: the same key again, until there is an answer.
    private async Task<long> AppendAsync(long stream, string key)
    {
        while (true)
        {
            try
            {
                return (await _trial.Audiences.AppendAsync(
                    stream, key, new byte[32], StorageTrial.Row("a@b.test"), _trial.Now)).Row;
            }
            catch (StorageUnavailableException)
            {
                // Told in time that it is not known; asked again.
            }
        }
    }

    private async Task FillAsync()
    {
        foreach (var size in (int[])[100_000, 8_000, 1_000])
        {
            var full = false;
            while (!full)
            {
                full = (await _server.ToolAsync(
                    "psql", "-X", "-d", _trial.Postgres.Name, "-c",
                    $"INSERT INTO ballast SELECT decode(string_agg(md5(random()::text), ''), 'hex') FROM generate_series(1, {size / 16})"))
                    .ExitCode != 0;
            }
        }
    }
}
