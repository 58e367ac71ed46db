using OrleansMail.Cluster;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>The machine of the database is lost in the middle of a campaign, and its synchronous standby takes over.</summary>
public sealed class FailOverTests : IAsyncLifetime
{
    private const int Recipients = 500;

    // Sessions of the one lane, and the deliveries of one lease: what may be in doubt.
    private const int MostInDoubt = 5 * 16;

    private PostgresServer _first = null!;
    private PostgresServer _second = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await PostgresServer.StartAsync();
        _second = await _first.StartStandbyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task Sending_waits_for_the_standby_says_so_and_goes_on_by_itself_with_nobody_lost_or_twice()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(50) });
        var database = await _first.CreateDatabaseAsync();

        // The standby is asked first: it is there, and not the one to write to.
        await using var engine = await Engine.StartOnDatabaseAsync(
            _second.ConnectionTo(database, _first), Engine.Route("*", sink.EndPoint), "Lanes:MaxConnections=5");
        var trial = engine.Campaign("taken-over");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
        await trial.StartAsync();
        await ClusterEngine.UntilAsync(() => Task.FromResult(sink.Snapshot().AcceptedRecipients > 50));

        await _first.VanishAsync();
        ClusterStatus status = null!;
        await ClusterEngine.UntilAsync(async () =>
        {
            status = await engine.Grains.GetGrain<IClusterGrain>(0).StatusAsync();
            return status.Silos is [{ Problem: not null }];
        });

        // "Cannot be reached", or the last words of a server process that saw the first one die: "cannot take this now".
        Assert.Contains("PostgreSQL cannot ", status.Silos[0].Problem, StringComparison.Ordinal);

        // What was leased may go out; then there is silence.
        await sink.UntilSilentAsync();
        var silent = sink.Snapshot().AcceptedRecipients;
        Assert.InRange(silent, 50, Recipients - 1);
        await _second.PromoteAsync();

        await ClusterEngine.UntilEndedAsync(trial);
        var done = await trial.StatusAsync();
        var lines = await trial.OutcomesAsync();
        var seen = sink.Snapshot();
        Assert.Equal(Recipients, done.Delivered + done.Unknown);
        Assert.InRange(done.Unknown, 0, MostInDoubt);
        Assert.Equal(Recipients, lines.Select(line => line.Recipient).Distinct(StringComparer.Ordinal).Count());
        Assert.All(lines, line => Assert.True(line.Final, Trial.Words(line)));
        Assert.Equal(0, seen.Duplicates);
        Assert.InRange(seen.AcceptedRecipients, done.Delivered, Recipients);
        await ClusterEngine.UntilAsync(async () =>
        {
            status = await engine.Grains.GetGrain<IClusterGrain>(0).StatusAsync();
            return status is { Problem: null, Silos: [{ Problem: null }] };
        });
    }
}
