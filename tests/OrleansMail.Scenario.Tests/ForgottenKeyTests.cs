using Npgsql;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>A campaign is forgotten while somebody dumps the database: its key is destroyed at once, and gone when that is over.</summary>
public sealed class ForgottenKeyTests : IAsyncLifetime
{
    private const string Campaign = "spring";

    private PostgresServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Status_and_trail_say_that_a_copy_of_the_key_stays_and_after_a_restart_that_it_is_gone()
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await Engine.StartOnPostgresAsync(_server, Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign(Campaign);
        await trial.PrepareAsync(Trial.Rows("peer.orleansmail.test", 20));
        await trial.StartAsync();
        await trial.UntilAsync(CampaignPhase.Completed);
        await using var dump = new NpgsqlConnection(_server.ConnectionTo("trial1") + ";Pooling=false;Application Name=pg_dump");
        await dump.OpenAsync(TestContext.Current.CancellationToken);
        await using var look = new NpgsqlCommand("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1", dump);
        await look.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await trial.UntilForgottenAsync();

        var status = await trial.StatusAsync();
        Assert.NotNull(status.ForgottenAt);
        Assert.Contains("(pg_dump)", status.KeyRemains, StringComparison.Ordinal);
        Assert.Contains("(pg_dump)", (await UntilEntryAsync(engine, "key-remains")).Detail, StringComparison.Ordinal);

        await engine.StopAsync();
        await engine.ResumeAsync();
        Assert.NotNull((await trial.StatusAsync()).KeyRemains);
        await dump.DisposeAsync();

        await trial.UntilAsync(now => now.KeyRemains is null);
        Assert.Equal($"campaign:{Campaign}", (await UntilEntryAsync(engine, "key-gone")).Target);
        Assert.Single((await EntriesAsync(engine, "key-remains")).Lines);
    }

    private static Task<AuditPage> EntriesAsync(Engine engine, string action) => engine.Grains
        .GetGrain<IAuditGrain>(Engine.Domain).ListAsync(new AuditFilter(Action: action), 0, 100);

    private static async Task<AuditLine> UntilEntryAsync(Engine engine, string action)
    {
        AuditLine[] lines = [];
        await ClusterEngine.UntilAsync(async () => (lines = (await EntriesAsync(engine, action)).Lines).Length > 0);
        return lines[0];
    }
}
