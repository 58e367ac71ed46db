using OrleansMail.Outcomes;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>A silo in a process of its own is killed in the middle of its work.</summary>
public sealed class KilledSiloTests
{
    private const int Recipients = 6_000;

    // Sessions of one lane, and the deliveries of one lease: what may be in doubt.
    private const int MostInDoubt = 20 * 16;

    [Fact]
    public async Task Its_work_is_taken_over_nobody_is_lost_and_nobody_gets_it_twice()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(100) });
        await using var engine = await ClusterEngine.StartAsync(1, Engine.Route("*", sink.EndPoint));
        using var silo = engine.StartProcess(1);
        try
        {
            await engine.UntilAsync(status => status.Silos.Length == 2);
            var trial = engine.Campaign("killed");
            await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
            await trial.StartAsync();
            await engine.UntilAsync(status =>
                status.Silos.Any(one => one is { Name: "silo1", Addresses: [{ PerSecond: > 0, Sessions: > 5 }] }));

            silo.Kill();
            await ClusterEngine.UntilEndedAsync(trial);
            var done = await trial.StatusAsync();

            Assert.Equal(Recipients, done.Delivered + done.Unknown);
            Assert.InRange(done.Unknown, 1, MostInDoubt);
            var lines = await trial.OutcomesAsync();
            Assert.Equal(Recipients, lines.Select(line => line.Recipient).Distinct(StringComparer.Ordinal).Count());
            Assert.All(lines, line => Assert.True(line.Final, Trial.Words(line)));
            Assert.Contains(
                lines, line => line.Outcome == OutcomeKind.Delivered && line.EgressIp == ClusterEngine.AddressOf(1));
            var seen = sink.Snapshot();
            Assert.Equal(0, seen.Duplicates);
            Assert.InRange(seen.AcceptedRecipients, done.Delivered, Recipients);
        }
        finally
        {
            silo.Kill();
        }
    }
}
