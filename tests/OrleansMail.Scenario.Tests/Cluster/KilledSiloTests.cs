using System.Net;
using OrleansMail.Outcomes;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>A silo in a process of its own is killed in the middle of its work.</summary>
public sealed class KilledSiloTests
{
    private const int Recipients = 6_000;

    // The silo's first messages are answered; then one is not, so that something is in doubt whenever the silo dies.
    private const int Answered = 50;

    // Sessions of one lane, and the deliveries of one lease: what may be in doubt.
    private const int MostInDoubt = 20 * 16;

    private readonly TaskCompletionSource _unanswered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _fromSilo;

    [Fact]
    public async Task Its_work_is_taken_over_nobody_is_lost_and_nobody_gets_it_twice()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(100), OnMessage = ReceiveAsync });
        await using var engine = await ClusterEngine.StartAsync(1, Engine.Route("*", sink.EndPoint));
        using var silo = engine.StartProcess(1);
        try
        {
            await engine.UntilAsync(status => status.Silos.Length == 2);
            var trial = engine.Campaign("killed");
            await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
            await trial.StartAsync();
            await _unanswered.Task.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

            silo.Kill();
            await silo.WaitForExitAsync(TestContext.Current.CancellationToken);
            _killed.SetResult();
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
            _killed.TrySetResult();
        }
    }

    private async ValueTask ReceiveAsync(SinkMessage message)
    {
        if (message.Client.Equals(IPAddress.Parse(ClusterEngine.AddressOf(1))) && Interlocked.Increment(ref _fromSilo) > Answered)
        {
            _unanswered.TrySetResult();
            await _killed.Task;
        }
    }
}
