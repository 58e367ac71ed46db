using Microsoft.Extensions.Time.Testing;
using static OrleansMail.Smtp.TransactionDialogues;

namespace OrleansMail.Smtp;

public sealed class SmtpTransactionTests
{
    [Theory]
    [MemberData(nameof(TransactionDialogues.Answered), MemberType = typeof(TransactionDialogues))]
    [MemberData(nameof(TransactionDialogues.AnsweredLate), MemberType = typeof(TransactionDialogues))]
    [MemberData(nameof(TransactionDialogues.Broken), MemberType = typeof(TransactionDialogues))]
    public async Task Every_dialogue_has_its_outcome(
        string name,
        string script,
        SmtpStage stage,
        string end,
        bool usable)
    {
        foreach (var bytewise in new[] { false, true })
        {
            using var peer = ScriptedPeer.Start(script, bytewise);
            await using var session = await Talks.SessionAsync(peer);

            var outcome = await Talks.SendAsync(session);

            await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
            var actual = outcome.Fault == FaultKind.None ? outcome.Reply?.ToString() : outcome.Fault.ToString();
            Assert.Equal((name, stage, end, usable), (name, outcome.Stage, actual, outcome.Usable));
            Assert.Equal(usable, session.IsUsable);
            Assert.Equal(1, session.Sent);
            Assert.Equal(end.StartsWith("250", StringComparison.Ordinal), outcome.IsDelivered);
            Assert.Equal(stage == SmtpStage.FinalDot && outcome.Fault != FaultKind.None, outcome.IsUncertain);
            Assert.Equal("mx.example.com", outcome.Host);
            Assert.All(peer.Messages, message => Assert.Equal(Talks.Message + ".\r\n", message));
        }
    }

    [Theory]
    [InlineData("C: MAIL FROM:<a@example.org>", SmtpStage.Mail)]
    [InlineData("C: MAIL FROM:<a@example.org>\nS: 250 ok\nC: RCPT TO:<b@example.com>", SmtpStage.Rcpt)]
    [InlineData(
        "C: MAIL FROM:<a@example.org>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA",
        SmtpStage.Data)]
    [InlineData(
        "C: MAIL FROM:<a@example.org>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nMESSAGE",
        SmtpStage.FinalDot)]
    [InlineData(
        "C: MAIL FROM:<a@example.org>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\n"
            + "MESSAGE\nRAW: 25",
        SmtpStage.FinalDot)]
    public async Task Silence_ends_a_phase_by_its_own_limit(string script, SmtpStage stage)
    {
        var shortly = TimeSpan.FromMilliseconds(100);
        var timeouts = stage switch
        {
            SmtpStage.Mail => Talks.Patient with { Mail = shortly },
            SmtpStage.Rcpt => Talks.Patient with { Rcpt = shortly },
            SmtpStage.Data => Talks.Patient with { Data = shortly },
            _ => Talks.Patient with { FinalDot = shortly },
        };
        using var peer = ScriptedPeer.Start(Hello + script + "\nSILENCE");
        await using var session = await Talks.SessionAsync(peer, timeouts: timeouts);

        var outcome = await Talks.SendAsync(session);

        Assert.Equal((stage, FaultKind.Timeout, false), (outcome.Stage, outcome.Fault, outcome.Usable));
        Assert.Equal(stage == SmtpStage.FinalDot, outcome.IsUncertain);
    }

    [Fact]
    public async Task An_answer_nine_minutes_after_the_dot_is_a_delivery()
    {
        var clock = new FakeTimeProvider();
        using var peer = ScriptedPeer.Start(
            Piped + Envelope + "S: 250 ok\nS: 250 ok\nS: 354 go\nMESSAGE\nWAIT\nS: 250 queued");
        await using var session = await Talks.SessionAsync(peer, timeouts: new SmtpTimeouts(), clock: clock);

        var sending = Talks.SendAsync(session);
        await peer.Waits;
        clock.Advance(TimeSpan.FromMinutes(9));
        peer.GoOn();

        Assert.True((await sending).IsDelivered);
        Assert.Equal(clock.GetUtcNow(), session.LastUsed);
    }

    [Fact]
    public async Task No_answer_ten_minutes_after_the_dot_is_uncertain()
    {
        var clock = new FakeTimeProvider();
        using var peer = ScriptedPeer.Start(
            Piped + Envelope + "S: 250 ok\nS: 250 ok\nS: 354 go\nMESSAGE\nSILENCE");
        await using var session = await Talks.SessionAsync(peer, timeouts: new SmtpTimeouts(), clock: clock);

        var sending = Talks.SendAsync(session);
        await peer.Waits;
        while (!sending.IsCompleted)
        {
            // Again and again, since the client may not have begun to wait.
            clock.Advance(TimeSpan.FromMinutes(10));
            await Task.Yield();
        }

        Assert.True((await sending).IsUncertain);
    }

    [Fact]
    public async Task A_second_reply_in_the_packet_of_the_354_is_not_taken_for_the_final_one()
    {
        using var peer = ScriptedPeer.Start(
            Piped + Envelope + "RAW: 250 ok\\r\\n250 ok\\r\\n354 go\\r\\n250 queued\\r\\n\nSILENCE");
        await using var session = await Talks.SessionAsync(peer);

        var outcome = await Talks.SendAsync(session);

        Assert.Equal((SmtpStage.Data, FaultKind.ProtocolError), (outcome.Stage, outcome.Fault));
    }

    [Fact]
    public async Task A_reply_too_many_ends_the_connection_and_not_the_message()
    {
        using var peer = ScriptedPeer.Start(
            Piped + Envelope
            + "S: 250 ok\nS: 250 ok\nS: 354 go\nMESSAGE\nRAW: 250 queued\\r\\n550 what\\r\\n\nSILENCE");
        await using var session = await Talks.SessionAsync(peer);

        var outcome = await Talks.SendAsync(session);

        Assert.True(outcome.IsDelivered);
        Assert.False(outcome.Usable);
    }

    [Fact]
    public async Task A_server_that_hangs_up_in_the_middle_of_a_large_message_has_not_taken_it()
    {
        using var peer = ScriptedPeer.Start(Piped + Envelope + "S: 250 ok\nS: 250 ok\nS: 354 go\nC: Subject: x\nRESET");
        await using var session = await Talks.SessionAsync(peer);

        var line = new string('x', 900) + "\r\n";
        var outcome = await Talks.SendAsync(
            session,
            "Subject: x\r\n\r\n" + string.Concat(Enumerable.Repeat(line, 40_000)));

        Assert.Equal((SmtpStage.Body, FaultKind.ConnectionLost), (outcome.Stage, outcome.Fault));
        Assert.False(outcome.IsUncertain);
    }

    [Fact]
    public async Task Called_off_before_the_dot_nothing_is_sent_and_after_it_nobody_knows()
    {
        foreach (var (script, stage) in new[]
        {
            (Hello + "C: MAIL FROM:<a@example.org>\nSILENCE", SmtpStage.Mail),
            (Piped + Envelope + "S: 250 ok\nS: 250 ok\nS: 354 go\nMESSAGE\nSILENCE", SmtpStage.FinalDot),
        })
        {
            using var peer = ScriptedPeer.Start(script);
            await using var session = await Talks.SessionAsync(peer);
            using var source = new CancellationTokenSource();

            var sending = session.SendAsync(Talks.Envelope(), "x\r\n"u8.ToArray(), next: null, source.Token);
            await peer.Waits;
            await source.CancelAsync();
            var outcome = await sending;

            Assert.Equal((stage, FaultKind.Cancelled, false), (outcome.Stage, outcome.Fault, outcome.Usable));
        }
    }

    [Fact]
    public async Task One_connection_takes_message_after_message_and_is_reset_after_a_refusal()
    {
        using var peer = ScriptedPeer.Start($"""
            {Piped}{Envelope}S: 250 ok
            S: 550 5.1.1 unknown
            S: 554 nobody
            C: RSET
            {Envelope}S: 250 reset
            S: 250 ok
            S: 250 ok
            S: 354 go
            MESSAGE
            S: 250 one
            {Envelope}S: 250 ok
            S: 250 ok
            S: 354 go
            MESSAGE
            S: 250 two
            C: QUIT
            S: 221 bye
            """);
        await using var session = await Talks.SessionAsync(peer);

        Assert.Equal(550, (await Talks.SendAsync(session)).Reply?.Code);
        Assert.Equal("one", (await Talks.SendAsync(session)).Reply?.Text);
        Assert.Equal("two", (await Talks.SendAsync(session)).Reply?.Text);
        await session.QuitAsync(TestContext.Current.CancellationToken);

        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(3, session.Sent);
        Assert.False(session.IsUsable);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Talks.SendAsync(session));
    }

    [Fact]
    public async Task Without_pipelining_the_reset_is_a_step_of_its_own()
    {
        using var peer = ScriptedPeer.Start($"""
            {Hello}C: MAIL FROM:<a@example.org>
            S: 250 ok
            C: RCPT TO:<b@example.com>
            S: 450 4.2.0 later
            C: RSET
            S: 250 reset
            C: MAIL FROM:<a@example.org>
            S: 421 enough
            """);
        await using var session = await Talks.SessionAsync(peer);

        Assert.Equal(450, (await Talks.SendAsync(session)).Reply?.Code);
        Assert.Equal(421, (await Talks.SendAsync(session)).Reply?.Code);
    }

    [Theory]
    [InlineData("SIZE 1000", " SIZE=21")]
    [InlineData("SIZE", " SIZE=21")]
    [InlineData("SIZE 0", " SIZE=21")]
    [InlineData("SIZE 21", " SIZE=21")]
    [InlineData("SIZE 99999999999", " SIZE=21")]
    [InlineData("size 1000", " SIZE=21")]
    [InlineData("8BITMIME", "")]
    public async Task The_size_is_declared_where_it_is_asked_for(string capability, string parameter)
    {
        using var peer = ScriptedPeer.Start($"""
            S: 220 mx
            C: EHLO out.example.org
            S: 250-mx
            S: 250 {capability}
            C: MAIL FROM:<>{parameter}
            S: 550 no
            """);
        await using var session = await Talks.SessionAsync(peer);

        var outcome = await session.SendAsync(
            new SmtpEnvelope(Sender: null, Talks.Address("b@example.com")),
            "Subject: x\r\n\r\nhello\r\n"u8.ToArray(),
            next: null,
            TestContext.Current.CancellationToken);

        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(550, outcome.Reply?.Code);
    }

    [Theory]
    [InlineData("SIZE 20", Talks.Message, "552 5.3.4")]
    [InlineData("SIZE 0", "a\nb", "554 5.6.0")]
    [InlineData("SIZE 0", "é\r\n", "554 5.6.3")]
    public async Task What_may_not_go_out_is_refused_here_and_the_connection_stays(
        string capability,
        string message,
        string code)
    {
        using var peer = ScriptedPeer.Start(
            $"S: 220 mx\nC: EHLO out.example.org\nS: 250-mx\nS: 250 {capability}\nC: QUIT\nS: 221 bye");
        await using var session = await Talks.SessionAsync(peer);

        var outcome = await Talks.SendAsync(session, message);
        await session.QuitAsync(TestContext.Current.CancellationToken);

        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
        Assert.StartsWith(code, outcome.Reply?.ToString(), StringComparison.Ordinal);
        Assert.Equal((true, true, FaultKind.None), (outcome.IsLocal, outcome.Usable, outcome.Fault));
        Assert.Equal(0, session.Sent);
    }

    [Fact]
    public async Task A_large_message_with_dots_arrives_as_it_is()
    {
        var lines = Enumerable.Range(0, 30_000).Select(n => new string('.', n % 3) + new string('x', n % 71));
        var message = string.Join("\r\n", lines);
        using var peer = ScriptedPeer.Start(Piped + Envelope + "S: 250 ok\nS: 250 ok\nS: 354 go\nMESSAGE\nS: 250 ok");
        await using var session = await Talks.SessionAsync(peer);

        var outcome = await Talks.SendAsync(session, message);

        Assert.True(outcome.IsDelivered);
        var received = peer.Messages.Single().Split("\r\n")[..^2].Select(line => line is ['.', ..] ? line[1..] : line);
        Assert.Equal(message, string.Join("\r\n", received));
    }
}
