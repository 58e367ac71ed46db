using OrleansMail.Cluster;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>The disk of a data folder is full in the middle of a campaign, and somebody frees space.</summary>
public sealed class FullDiskTests
{
    private const int Recipients = 500;

    [Fact]
    public async Task Sending_stops_says_so_and_goes_on_by_itself_when_there_is_room_with_nobody_lost_or_twice()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(50) });
        await using var engine = await Engine.StartOnDiskAsync(64, Engine.Route("*", sink.EndPoint), "Lanes:MaxConnections=5");
        var trial = engine.Campaign("full");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
        await trial.StartAsync();
        await ClusterEngine.UntilAsync(() => Task.FromResult(sink.Snapshot().AcceptedRecipients > 50));

        await engine.Disk.FillAsync();
        ClusterStatus status = null!;
        await ClusterEngine.UntilAsync(async () =>
        {
            status = await engine.Grains.GetGrain<IClusterGrain>(0).StatusAsync();
            return status.Silos is [{ Problem: not null }];
        });
        Assert.Contains("The disk of the data folder is full", status.Silos[0].Problem, StringComparison.Ordinal);
        await sink.UntilSilentAsync();
        Assert.InRange(sink.Snapshot().AcceptedRecipients, 50, Recipients - 1);

        engine.Disk.Free();
        await ClusterEngine.UntilEndedAsync(trial);
        var done = await trial.StatusAsync();
        Assert.Equal((Recipients, 0), (done.Delivered, done.Unknown));
        Assert.Equal((Recipients, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
        await ClusterEngine.UntilAsync(async () =>
            (await engine.Grains.GetGrain<IClusterGrain>(0).StatusAsync()).Silos is [{ Problem: null }]);
    }
}
