using OrleansMail.Campaigns;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>The undo window ends by itself, by the clock of a real machine.</summary>
public sealed class HoldTests
{
    [Theory]
    [InlineData(StoredIn.Folder)]
    [InlineData(StoredIn.Postgres)]
    public async Task Every_held_campaign_is_sent_when_its_window_has_passed(StoredIn stored)
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await Engine.StartAsync(stored, Engine.Route("*", sink.EndPoint));

        // Many, since a timer that fires a fraction of a millisecond early does so only now and then.
        var trials = Enumerable.Range(0, 24).Select(number => engine.Campaign($"held-{number}")).ToList();
        foreach (var trial in trials)
        {
            await trial.PrepareAsync(
                Trial.Rows("one.orleansmail.test", 1), Trial.Settings with { HoldFor = TimeSpan.FromMilliseconds(300) });
            await trial.StartAsync();
        }

        var ends = await Task.WhenAll(trials.Select(trial => trial.UntilAsync(CampaignPhase.Completed)));

        Assert.All(ends, end => Assert.Equal(1, end.Delivered));
    }
}
