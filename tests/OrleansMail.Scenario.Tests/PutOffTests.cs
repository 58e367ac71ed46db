using System.Diagnostics.Metrics;
using OrleansMail.Campaigns;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>A site that puts off whatever it has not seen before (greylisting).</summary>
public sealed class PutOffTests
{
    private const int Recipients = 200;

    [Fact]
    public async Task Everybody_gets_it_once_and_hardly_a_message_is_signed_in_vain()
    {
        await using var sink = SmtpSink.Start(new SinkOptions
        {
            Script = SinkScript.Of(new SinkRule { Stage = SinkStage.Rcpt, AttemptUpTo = 1, Reply = "451 4.7.1 Try again later" }),
        });
        await using var engine = await Engine.StartAsync(
            Engine.Route("*", sink.EndPoint), "Delivery:RetryScale=0.001", "Lanes:MaxConnections=1");
        var made = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Scope == engine.Meters && instrument.Name == "orleansmail.delivery.phase.duration")
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            if (tags is [{ Key: "phase", Value: "render" }])
            {
                Interlocked.Increment(ref made);
            }
        });
        listener.Start();

        var trial = engine.Campaign("put-off");
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
        await trial.StartAsync();
        var done = await trial.UntilAsync(CampaignPhase.Completed);

        var seen = sink.Snapshot();
        Assert.Equal((Recipients, Recipients, 0), (done.Delivered, seen.AcceptedRecipients, seen.Duplicates));

        // A lease of sixteen is under way until the site is known, and again if it has taken many second attempts in a row; if
        // nobody was asked first, each first attempt would have been signed too.
        Assert.InRange(Volatile.Read(ref made), Recipients, Recipients * 3 / 2);
    }
}
