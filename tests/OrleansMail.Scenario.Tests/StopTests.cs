using OrleansMail.Campaigns;
using OrleansMail.Egress;
using OrleansMail.Outcomes;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>A stop reaches every session, nothing leaves after its answer, and nobody is forgotten.</summary>
public sealed class StopTests
{
    private const int Recipients = 2_000;

    private static SmtpSink SlowSink() => SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(20) });

    [Theory]
    [InlineData(StoredIn.Folder)]
    [InlineData(StoredIn.Postgres)]
    public async Task After_the_answer_to_a_pause_nothing_leaves_and_a_resume_reaches_everybody_once(StoredIn stored)
    {
        await using var sink = SlowSink();
        await using var engine = await Engine.StartAsync(stored, Engine.Route("*", sink.EndPoint));
        var trial = await StartedAsync(engine);

        var paused = await trial.CommandAsync(CampaignCommand.Pause);
        var seen = sink.Snapshot().AcceptedRecipients;

        Assert.Equal(CampaignPhase.Paused, paused.State);
        Assert.Equal(seen, paused.Delivered);
        await engine.Grains.GetGrain<IEgressIpGrain>("127.0.0.1").ShowAsync();
        Assert.Equal(seen, sink.Snapshot().AcceptedRecipients);

        await trial.CommandAsync(CampaignCommand.Resume);
        var done = await trial.UntilAsync(CampaignPhase.Completed);
        Assert.Equal(Recipients, done.Delivered);
        Assert.Equal((Recipients, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
    }

    [Fact]
    public async Task A_cancelled_campaign_gives_everybody_it_did_not_reach_the_outcome_Cancelled()
    {
        await using var sink = SlowSink();
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var trial = await StartedAsync(engine);

        await trial.CommandAsync(CampaignCommand.Cancel);
        var status = await trial.UntilAsync(status => status.Pending + status.Deferred == 0);

        Assert.True(status.Cancelled > 0, status.ToString());
        Assert.Equal(Recipients, status.Delivered + status.Cancelled);
        Assert.Equal(status.Delivered, sink.Snapshot().AcceptedRecipients);
        var lines = await trial.OutcomesAsync();
        Assert.Equal(Recipients, lines.Length);
        Assert.All(lines, line => Assert.True(line.Final, Trial.Words(line)));
    }

    [Fact]
    public async Task A_cancelled_campaign_waits_for_no_retry()
    {
        await using var sink = SmtpSink.Start(new SinkOptions
        {
            Script = SinkScript.Of(new SinkRule { Stage = SinkStage.Rcpt, Reply = "451 4.3.2 Later" }),
        });
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("put-off");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", 20));
        await trial.StartAsync();
        await trial.UntilAsync(status => status.Deferred == 20);

        await trial.CommandAsync(CampaignCommand.Cancel);
        var status = await trial.UntilAsync(status => status.Pending + status.Deferred == 0);

        Assert.Equal(20, status.Cancelled);
    }

    [Fact]
    public async Task A_paused_address_sends_nothing_until_it_is_resumed()
    {
        await using var sink = SlowSink();
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var address = engine.Grains.GetGrain<IEgressIpGrain>("127.0.0.1");
        await address.PauseAsync(paused: true);
        var trial = engine.Campaign("paused-address");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", 20));
        await trial.StartAsync();
        await trial.UntilAsync(CampaignPhase.Sending);
        Assert.Equal(0, sink.Snapshot().AcceptedRecipients);

        await address.PauseAsync(paused: false);
        var done = await trial.UntilAsync(CampaignPhase.Completed);
        Assert.Equal(20, done.Delivered);
    }

    [Fact]
    public async Task A_silo_stopped_in_the_middle_goes_on_by_itself_and_leaves_nobody_in_doubt()
    {
        await using var sink = SlowSink();
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var trial = await StartedAsync(engine);

        await engine.StopAsync();
        await engine.ResumeAsync();
        var done = await trial.UntilAsync(CampaignPhase.Completed);

        Assert.Equal((Recipients, 0), (done.Delivered, done.Unknown));
        Assert.Equal((Recipients, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
        Assert.All(await trial.OutcomesAsync(), line => Assert.Equal(OutcomeKind.Delivered, line.Outcome));
    }

    /// <summary>A campaign in the middle of its way.</summary>
    private static async Task<Trial> StartedAsync(Engine engine)
    {
        var trial = engine.Campaign("stopped");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
        await trial.StartAsync();
        await trial.UntilAsync(status => status.Delivered > Recipients / 10);
        return trial;
    }
}
