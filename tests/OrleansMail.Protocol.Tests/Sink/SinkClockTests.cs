using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Sink;

public sealed class SinkClockTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // The fake clock may run far ahead of the sockets: nobody must be called idle for that.
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task Replies_are_held_back_as_by_a_long_way()
    {
        await using var sink = SmtpSink.Start(
            new SinkOptions { Clock = _clock, Latency = 10 * Second, IdleTimeout = Month });
        await using var talk = await SinkTalk.OpenAsync(sink);

        Assert.True(await TimeUntilAsync(talk.RepliesAsync(1)) >= 10 * Second);
    }

    [Fact]
    public async Task A_rule_delays_its_own_reply_and_not_those_before()
    {
        var rule = new SinkRule { Stage = SinkStage.Rcpt, DelayMs = 60_000 };
        await using var sink = SmtpSink.Start(
            new SinkOptions { Clock = _clock, Script = SinkScript.Of(rule), IdleTimeout = Month });
        await using var talk = await SinkTalk.GreetedAsync(sink);

        await talk.SayAsync("MAIL FROM:<>\r\nRCPT TO:<a@sink.example>\r\n", replies: 1);
        var rest = talk.RepliesAsync(1);

        Assert.True(await TimeUntilAsync(rest) >= 60 * Second);
        Assert.Equal("250 2.1.5 Recipient OK\r\n", await rest);
    }

    [Fact]
    public async Task A_greeting_that_comes_late_holds_its_own_connection_only_and_is_no_idleness_of_the_client()
    {
        var rule = new SinkRule { Stage = SinkStage.Connect, First = 1, DelayMs = 600_000 };
        await using var sink = SmtpSink.Start(
            new SinkOptions { Clock = _clock, Script = SinkScript.Of(rule), IdleTimeout = 500 * Second });
        await using var late = await SinkTalk.OpenAsync(sink);
        Assert.Equal(1, await ConnectionsAsync(sink, 1));

        await using var other = await SinkTalk.GreetedAsync(sink);

        Assert.True(await TimeUntilAsync(late.RepliesAsync(1)) >= 600 * Second);
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_waits_frees_its_place()
    {
        var rule = new SinkRule { Stage = SinkStage.Connect, DelayMs = 600_000 };
        await using var sink = SmtpSink.Start(new SinkOptions { Clock = _clock, Script = SinkScript.Of(rule) });
        await using (await SinkTalk.OpenAsync(sink))
        {
            Assert.Equal(1, await ConnectionsAsync(sink, 1));
        }

        Assert.Equal(0, await ConnectionsAsync(sink, 0));
    }

    [Fact]
    public async Task A_client_that_says_nothing_is_let_go()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Clock = _clock, IdleTimeout = 20 * Second });
        await using var talk = await SinkTalk.GreetedAsync(sink);

        Assert.True(await TimeUntilAsync(talk.RestAsync()) >= 20 * Second);
    }

    private static async Task<int> ConnectionsAsync(SmtpSink sink, int expected)
    {
        while (sink.Snapshot().OpenConnections != expected)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return expected;
    }

    /// <summary>Lets the fake clock go on until the task is done; says how far it went.</summary>
    private async Task<TimeSpan> TimeUntilAsync(Task task)
    {
        var start = _clock.GetTimestamp();
        while (!task.IsCompleted)
        {
            _clock.Advance(Second);
            await Task.WhenAny(task, Task.Run(Thread.Yield));
        }

        await task;
        return _clock.GetElapsedTime(start);
    }
}
