using static OrleansMail.Smtp.GroupedDialogues;
using static OrleansMail.Smtp.TransactionDialogues;

namespace OrleansMail.Smtp;

/// <summary>The host is asked for a recipient before the message is made.</summary>
public sealed class AskedTransactionTests
{
    private const string Group = "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<b@example.com>\n";
    private const string Taken = "S: 250 ok\nS: 250 ok\n";
    private const string PutOff = "S: 250 ok\nS: 451 4.7.1 later\n";
    private const string Sized = "S: 220 mx\nC: EHLO out.example.org\nS: 250-mx\nS: 250-SIZE 1000\nS: 250 PIPELINING\n";
    private const string Plain = "S: 220 mx\nC: EHLO out.example.org\nS: 250 mx\n";

    [Theory]
    [InlineData(Piped + Group + "C: DATA\n" + Taken + "S: 354 go\nMESSAGE\nS: 250 done")]
    [InlineData(Sized + Group + "C: DATA\n" + Taken + "S: 354 go\nMESSAGE\nS: 250 done")]
    [InlineData(Chunking + Group + Taken + "CHUNK\nS: 250 done")]
    [InlineData(Plain
        + "C: MAIL FROM:<a@example.org>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\nS: 354 go\nMESSAGE\nS: 250 done")]
    public async Task Who_is_taken_gets_the_message_in_the_same_transaction(string script)
    {
        using var peer = ScriptedPeer.Start(script);
        await using var session = await Talks.SessionAsync(peer);

        Assert.Null(await AskAsync(session));
        Assert.Equal(Talks.Envelope(), session.Announced);
        var sent = await Talks.SendAsync(session);

        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
        Assert.True(sent.IsDelivered);
        Assert.Null(session.Announced);
        Assert.Equal(1, session.Sent);
        Assert.StartsWith(Talks.Message, Assert.Single(peer.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Piped + Group + "C: DATA\n" + PutOff + "S: 503 no recipient\nC: RSET\n" + Group + "C: DATA\nS: 250 reset\n"
        + Taken + "S: 354 go\nMESSAGE\nS: 250 done")]
    [InlineData(Piped + Group + "C: DATA\n" + PutOff + "S: 354 go\nC: .\nS: 554 nobody\nC: RSET\n" + Group
        + "C: DATA\nS: 250 reset\n" + Taken + "S: 354 go\nMESSAGE\nS: 250 done")]
    [InlineData(Chunking + Group + PutOff + "C: RSET\n" + Group + "S: 250 reset\n" + Taken + "CHUNK\nS: 250 done")]
    [InlineData(Plain + "C: MAIL FROM:<a@example.org>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 451 4.7.1 later\n"
        + "C: RSET\nS: 250 reset\nC: MAIL FROM:<a@example.org>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\n"
        + "C: DATA\nS: 354 go\nMESSAGE\nS: 250 done")]
    public async Task A_no_is_the_answer_and_the_next_message_goes_as_ever(string script)
    {
        using var peer = ScriptedPeer.Start(script);
        await using var session = await Talks.SessionAsync(peer);

        var refused = await AskAsync(session);

        Assert.Equal("451 4.7.1 later", refused!.Reply?.ToString());
        Assert.Equal((SmtpStage.Rcpt, false, 1), (refused.Stage, refused.IsLocal, session.Sent));
        Assert.Null(session.Announced);
        Assert.True((await Talks.SendAsync(session)).IsDelivered);
        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_is_asked_for_next_may_have_been_announced_before()
    {
        using var peer = ScriptedPeer.Start(Piped + Group + "C: DATA\n" + Taken + "S: 354 go\nMESSAGE\n"
            + "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<c@example.com>\nC: DATA\nS: 250 one\n" + Taken
            + "S: 354 go\nMESSAGE\nS: 250 two");
        await using var session = await Talks.SessionAsync(peer);

        await Talks.SendAsync(session, next: "c@example.com");
        Assert.Null(await AskAsync(session, "c@example.com"));

        Assert.Equal("250 two", (await Talks.SendAsync(session, recipient: "c@example.com")).Reply?.ToString());
    }

    [Fact]
    public async Task A_message_that_does_not_come_is_taken_back_by_closing_where_DATA_has_left()
    {
        using var peer = ScriptedPeer.Start(Piped + Group + "C: DATA\n" + Taken + "S: 354 go\nSILENCE");
        await using var session = await Talks.SessionAsync(peer);

        await AskAsync(session);
        await session.WithdrawAsync();

        Assert.False(session.IsUsable);
        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_message_that_does_not_come_is_taken_back_by_RSET_before_chunks()
    {
        using var peer = ScriptedPeer.Start(Chunking + Group + Taken + "C: RSET\n" + Group + "S: 250 reset\n" + Taken
            + "CHUNK\nS: 250 done");
        await using var session = await Talks.SessionAsync(peer);

        await AskAsync(session);
        await session.WithdrawAsync();

        Assert.Null(session.Announced);
        Assert.True((await Talks.SendAsync(session)).IsDelivered);
        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(Piped + Group + "C: DATA\nCLOSE")]
    [InlineData(Piped + Group + "C: DATA\n" + Taken + "CLOSE")]
    public async Task A_connection_that_is_lost_while_it_is_asked_has_got_nothing(string script)
    {
        using var peer = ScriptedPeer.Start(script);
        await using var session = await Talks.SessionAsync(peer);

        var lost = await AskAsync(session);

        Assert.Equal((FaultKind.ConnectionLost, false), (lost!.Fault, lost.Usable));
        Assert.True(lost.Stage < SmtpStage.Body);
    }

    private static Task<SmtpTransaction?> AskAsync(SmtpSession session, string recipient = "b@example.com") =>
        session.AskAsync(Talks.Envelope(recipient), TestContext.Current.CancellationToken).AsTask().WaitAsync(Talks.Limit);
}
