using System.Text;
using static OrleansMail.Smtp.GroupedDialogues;
using static OrleansMail.Smtp.TransactionDialogues;

namespace OrleansMail.Smtp;

public sealed class GroupedTransactionTests
{
    private const string Other = "c@example.com";

    [Theory]
    [MemberData(nameof(ByData), MemberType = typeof(GroupedDialogues))]
    [MemberData(nameof(ByChunk), MemberType = typeof(GroupedDialogues))]
    public async Task The_next_envelope_leaves_with_the_message_and_each_gets_its_own_answer(
        string name,
        string script,
        string first,
        string second,
        bool usable)
    {
        foreach (var bytewise in new[] { false, true })
        {
            using var peer = ScriptedPeer.Start(script, bytewise);
            await using var session = await Talks.SessionAsync(peer);

            var one = await Talks.SendAsync(session, next: Other);
            var announced = session.Announced;
            var two = await Talks.SendAsync(session, recipient: Other);

            await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
            Assert.Equal((name, first, second, usable), (name, End(one), End(two), two.Usable));
            Assert.Equal(Talks.Envelope(Other), announced);
            Assert.Null(session.Announced);
            Assert.All(peer.Messages, message => Assert.StartsWith(Talks.Message, message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_chunk_is_not_stuffed_and_its_last_line_is_ended()
    {
        using var peer = ScriptedPeer.Start(Chunking
            + "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<b@example.com>\nS: 250 ok\nS: 250 ok\nCHUNK\nS: 250 ok");
        await using var session = await Talks.SessionAsync(peer);

        Assert.True((await Talks.SendAsync(session, "x: y\r\n\r\n.one\r\n..two")).IsDelivered);

        Assert.Equal(["x: y\r\n\r\n.one\r\n..two\r\n"], peer.Messages);
    }

    [Fact]
    public async Task A_large_message_arrives_as_it_is_and_the_next_one_behind_it()
    {
        var lines = Enumerable.Range(0, 30_000).Select(n => new string('.', n % 3) + new string('x', n % 71));
        var message = string.Join("\r\n", lines) + "\r\n";
        using var peer = ScriptedPeer.Start(Chunking
            + "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<b@example.com>\nS: 250 ok\nS: 250 ok\nCHUNK\nS: 250 ok\n"
            + "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<c@example.com>\nS: 250 ok\nS: 250 ok\nCHUNK\nS: 250 ok\n");
        await using var session = await Talks.SessionAsync(peer);

        Assert.True((await Talks.SendAsync(session, message, next: Other)).IsDelivered);
        Assert.True((await Talks.SendAsync(session, recipient: Other)).IsDelivered);

        Assert.Equal([message, Talks.Message], peer.Messages);
    }

    [Fact]
    public async Task An_envelope_that_chunks_would_follow_can_be_withdrawn()
    {
        using var peer = ScriptedPeer.Start(Chunking
            + "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<b@example.com>\nS: 250 ok\nS: 250 ok\nCHUNK\nS: 250 ok\n"
            + "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<c@example.com>\nS: 250 ok\nS: 250 ok\n"
            + "C: RSET\nC: MAIL FROM:<a@example.org>\nC: RCPT TO:<b@example.com>\nS: 250 reset\nS: 250 ok\nS: 250 ok\n"
            + "CHUNK\nS: 250 ok\nC: QUIT\nS: 221 bye");
        await using var session = await Talks.SessionAsync(peer);

        await Talks.SendAsync(session, next: Other);
        await session.WithdrawAsync();

        Assert.Null(session.Announced);
        Assert.True((await Talks.SendAsync(session)).IsDelivered);
        await session.QuitAsync(TestContext.Current.CancellationToken);
        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_envelope_that_DATA_has_followed_is_withdrawn_by_closing_and_nothing_more_is_said()
    {
        using var peer = ScriptedPeer.Start(Piped + Envelope + "S: 250 ok\nS: 250 ok\nS: 354 go\nMESSAGE\nS: 250 ok\n"
            + "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<c@example.com>\nC: DATA\nS: 250 ok\nS: 250 ok\nS: 354 go\n"
            + "SILENCE");
        await using var session = await Talks.SessionAsync(peer);

        await Talks.SendAsync(session, next: Other);
        await peer.Waits;
        await session.QuitAsync(TestContext.Current.CancellationToken);

        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
        Assert.False(session.IsUsable);
    }

    [Fact]
    public async Task Another_message_than_the_announced_one_is_a_mistake_of_the_caller()
    {
        using var peer = ScriptedPeer.Start(Piped + Envelope + "S: 250 ok\nS: 250 ok\nS: 354 go\nMESSAGE\nS: 250 ok\n"
            + "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<c@example.com>\nC: DATA\nSILENCE");
        await using var session = await Talks.SessionAsync(peer);

        await Talks.SendAsync(session, next: Other);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Talks.SendAsync(session));
    }

    [Fact]
    public async Task A_message_that_may_not_go_out_takes_its_announcement_with_it()
    {
        using var peer = ScriptedPeer.Start(Chunking
            + "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<b@example.com>\nS: 250 ok\nS: 250 ok\nCHUNK\nS: 250 ok\n"
            + "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<c@example.com>\nS: 250 ok\nS: 250 ok\n"
            + "C: RSET\nC: MAIL FROM:<a@example.org>\nC: RCPT TO:<b@example.com>\nS: 250 reset\nS: 250 ok\nS: 250 ok\n"
            + "CHUNK\nS: 250 ok");
        await using var session = await Talks.SessionAsync(peer);

        await Talks.SendAsync(session, next: Other);
        var refused = await Talks.SendAsync(session, "a\nb", Other);

        Assert.True(refused.IsLocal);
        Assert.True((await Talks.SendAsync(session)).IsDelivered);
        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("PIPELINING", true, "DATA")]
    [InlineData("CHUNKING", true, "none")]
    [InlineData("CHUNKING\nS: 250-PIPELINING", true, "BDAT")]
    [InlineData("CHUNKING\nS: 250-PIPELINING", false, "DATA")]
    public async Task The_way_is_chosen_by_what_is_offered_and_allowed(string offered, bool mayChunk, string way)
    {
        var group = way == "none" ? "C: MAIL FROM:<a@example.org>\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: DATA\n"
            : way == "DATA" ? Envelope + "S: 250 ok\nS: 250 ok\n"
            : "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<b@example.com>\nS: 250 ok\nS: 250 ok\n";
        using var peer = ScriptedPeer.Start(
            $"S: 220 mx\nC: EHLO out.example.org\nS: 250-mx\nS: 250-{offered}\nS: 250 8BITMIME\n{group}"
            + (way == "BDAT" ? "CHUNK" : "S: 354 go\nMESSAGE") + "\nS: 250 ok");
        var opening = await Talks.OpenAsync(peer, mayChunk: mayChunk);
        await using var session = opening.Session!;

        var sent = await session.SendAsync(
            Talks.Envelope(),
            Encoding.UTF8.GetBytes(Talks.Message),
            way == "none" ? Talks.Envelope(Other) : null,
            TestContext.Current.CancellationToken);

        Assert.True(sent.IsDelivered);
        Assert.Null(session.Announced);
        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
    }

    private static string? End(SmtpTransaction transaction) => transaction.Fault == FaultKind.None
        ? transaction.Reply?.ToString()
        : $"{transaction.Fault} at {transaction.Stage}";
}
