using OrleansMail.Campaigns;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>The first recipients alone get the mail, until the campaign has seen what came of it.</summary>
public sealed class CanaryTests
{
    private const string Address = "peer.orleansmail.test";

    // More than a chunk: neither the rest of the first one nor the second may leave.
    private const int Recipients = 1_100;

    [Theory]
    [InlineData(StoredIn.Folder)]
    [InlineData(StoredIn.Postgres)]
    public async Task Not_one_more_than_the_first_leaves_and_after_the_pause_everybody_gets_it_once(StoredIn stored)
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await Engine.StartAsync(stored, Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("first-some");
        await trial.PrepareAsync(
            Trial.Rows(Address, Recipients),
            Trial.Settings with
            {
                HoldFor = TimeSpan.FromSeconds(1),
                CanaryFirst = 50,
                CanaryPause = TimeSpan.FromSeconds(2),
            });

        await trial.StartAsync();
        var paused = await trial.UntilAsync(CampaignPhase.Paused);
        Assert.Equal((50, 50), (paused.Delivered, sink.Snapshot().AcceptedRecipients));
        Assert.NotNull(paused.CanaryUntil);

        await trial.UntilAsync(CampaignPhase.Completed);
        Assert.Equal((Recipients, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
    }

    [Fact]
    public async Task When_the_first_are_refused_nobody_else_is_sent_to()
    {
        await using var sink = SmtpSink.Start(new SinkOptions
        {
            Script = SinkScript.Of(
                new SinkRule { Stage = SinkStage.Rcpt, Recipient = "r1*", Reply = "550 5.1.1 No such user here" }),
        });
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("first-refused");
        await trial.PrepareAsync(
            Trial.Rows(Address, Recipients), Trial.Settings with { CanaryFirst = 50, CanaryPause = TimeSpan.Zero });

        await trial.StartAsync();
        var stopped = await trial.UntilAsync(status => status is { State: CampaignPhase.Paused, CanaryUntil: null });

        Assert.Equal((39, 11), (stopped.Delivered, stopped.Bounced));
        Assert.Contains("11 refusals among 50 attempts", stopped.Reason, StringComparison.Ordinal);
        Assert.Equal(39, sink.Snapshot().AcceptedRecipients);
    }
}
