using System.Net;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>What an operator sees of the whole when a part of it does not answer.</summary>
public sealed class ClusterStatusTests
{
    [Fact]
    public async Task A_campaign_that_cannot_be_read_hides_no_other()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromSeconds(1) });
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        foreach (var id in new[] { "fine", "broken" })
        {
            var trial = engine.Campaign(id);
            await trial.PrepareAsync(Trial.Rows("peer.orleansmail.test", 50));
            await trial.StartAsync();
            await trial.CommandAsync(CampaignCommand.Pause);
        }

        await engine.StopAsync();
        Break(engine, "broken");
        await engine.ResumeAsync();
        var status = await engine.Grains.GetGrain<IClusterGrain>(0).StatusAsync();

        Assert.Null(status.Problem);
        var shown = status.Campaigns.ToDictionary(campaign => campaign.Campaign);
        Assert.True(shown["fine"].Pending > 0);
        Assert.Contains("does not answer now", shown["broken"].Waits, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_nobody_answers_for_is_said_to_be_what_mail_waits_for()
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        var dead = new IPEndPoint(IPAddress.Loopback, FreePort.Tcp());
        await using var engine = await Engine.StartAsync(
            Engine.Route("dead.orleansmail.test", dead), Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("waits");
        await trial.PrepareAsync(
            [.. Trial.Rows("one.orleansmail.test", 20), .. Trial.Rows("dead.orleansmail.test", 120).Skip(100)]);
        await trial.StartAsync();
        await trial.UntilAsync(status => status.Delivered == 20 && status.Deferred > 0);

        var waits = await WaitsAsync(engine);

        Assert.Equal("no host of the site can be reached", waits.Reason);
        Assert.Equal(1, waits.Lanes);
        Assert.NotNull(waits.Until);
        Assert.Empty(waits.Sites);
    }

    private static async Task<LaneWait> WaitsAsync(Engine engine)
    {
        var limit = TestContext.Current.CancellationToken;
        while (true)
        {
            var status = await engine.Grains.GetGrain<IClusterGrain>(0).StatusAsync();
            if (status.Silos.SelectMany(silo => silo.Addresses).SelectMany(load => load.Waits!).ToArray() is [var one])
            {
                return one;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit);
        }
    }

    private static void Break(Engine engine, string campaign) => Assert.True(engine.Change(
        "UPDATE grain_state SET body = @body WHERE type = 'campaign' AND id LIKE '%' || @id",
        ("body", new byte[100]),
        ("id", campaign)) > 0);
}
