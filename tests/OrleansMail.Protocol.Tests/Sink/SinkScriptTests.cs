using System.Net.Sockets;

namespace OrleansMail.Sink;

public sealed class SinkScriptTests
{
    private const string Message = "Message-ID: <1@client.example>\r\n\r\nHello\r\n";

    private const string Envelope = "MAIL FROM:<>\r\nRCPT TO:<a@sink.example>\r\n";

    private static readonly string Chunk = $"BDAT {Message.Length} LAST\r\n{Message}";

    [Fact]
    public async Task The_first_rule_that_matches_answers()
    {
        await using var sink = Start("""
            { "rules": [
              // a comment
              { "stage": "rcpt", "recipient": "B@sink.example", "reply": "550 5.1.1 No such user\n5.1.1 Really" },
              { "stage": "rcpt", "recipient": "b*@sink.example", "reply": "452 4.2.2 Full" },
              { "stage": "rcpt", "domain": "*.other.example", "reply": "250 2.1.5 Welcome" },
            ] }
            """);
        await using var talk = await SinkTalk.GreetedAsync(sink);

        Assert.Equal(
            "250 2.1.0 Sender OK\r\n550-5.1.1 No such user\r\n550 5.1.1 Really\r\n452 4.2.2 Full\r\n"
                + "250 2.1.5 Welcome\r\n250 2.1.5 Recipient OK\r\n",
            await talk.SayAsync(
                "MAIL FROM:<>\r\nRCPT TO:<b@sink.example>\r\nRCPT TO:<bb@sink.example>\r\n"
                    + "RCPT TO:<x@mx.other.example>\r\nRCPT TO:<x@other.example>\r\n",
                replies: 5));
        Assert.Equal(2, sink.Snapshot().Refused);
    }

    [Fact]
    public async Task Greylisting_is_by_recipient_and_attempt()
    {
        await using var sink = Start(
            """{ "rules": [ { "stage": "rcpt", "attemptUpTo": 2, "reply": "451 4.7.1 Later" } ] }""");
        await using var talk = await SinkTalk.GreetedAsync(sink);

        await talk.SayAsync("MAIL FROM:<>\r\n", replies: 1);
        var replies = await talk.SayAsync(
            string.Concat("aababb".Select(who => $"RCPT TO:<{who}@sink.example>\r\n")),
            replies: 6);

        // a, a, b are too early; the third a is not; b is once more; the third b is not.
        Assert.Equal(
            ["451", "451", "451", "250", "451", "250"],
            replies.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line[..3]));
    }

    [Theory]
    [InlineData("\"every\": 3", "++-++-")]
    [InlineData("\"first\": 2", "--++++")]
    public async Task Rules_count_what_they_could_have_matched(string when, string expected)
    {
        await using var sink = Start(
            $$"""{ "rules": [ { "stage": "final-dot", {{when}}, "reply": "451 4.3.0 Not now" } ] }""");
        await using var talk = await SinkTalk.GreetedAsync(sink);
        var heard = "";
        for (var i = 0; i < expected.Length; i++)
        {
            var replies = await talk.SayAsync($"MAIL FROM:<>\r\nRCPT TO:<{i}@sink.example>\r\n{Chunk}", replies: 3);
            heard += replies.EndsWith("Accepted\r\n", StringComparison.Ordinal) ? '+' : '-';
        }

        Assert.Equal(expected, heard);
        Assert.Equal(expected.Count(one => one == '+'), sink.Snapshot().Messages);
    }

    [Fact]
    public async Task A_reply_of_421_closes_after_the_replies_before_it()
    {
        await using var sink = Start("""{ "rules": [ { "stage": "rcpt", "reply": "421 4.7.0 Too fast" } ] }""");
        await using var talk = await SinkTalk.GreetedAsync(sink);

        await talk.SayAsync("MAIL FROM:<>\r\nRCPT TO:<a@sink.example>\r\n", replies: 1);
        Assert.Equal("421 4.7.0 Too fast\r\n", await talk.RestAsync());
        Assert.Equal((1, 0), (sink.Snapshot().Refused, sink.Snapshot().Violations));
    }

    [Theory]
    [InlineData("drop", "false", 0)]
    [InlineData("drop", "true", 1)]
    [InlineData("reset", "true", 1)]
    public async Task A_message_may_be_accepted_without_a_reply(string action, string accepted, int messages)
    {
        await using var sink = Start(
            $$"""{ "rules": [ { "stage": "final-dot", "action": "{{action}}", "accepted": {{accepted}} } ] }""");
        await using var talk = await SinkTalk.GreetedAsync(sink);

        await talk.SayAsync("MAIL FROM:<>\r\nRCPT TO:<a@sink.example>\r\n", replies: 2);
        await talk.SayAsync(Chunk, replies: 0);
        if (action == "reset")
        {
            var broken = await Assert.ThrowsAsync<IOException>(talk.RestAsync);
            var reason = Assert.IsType<SocketException>(broken.InnerException);
            Assert.Equal(SocketError.ConnectionReset, reason.SocketErrorCode);
        }
        else
        {
            Assert.Equal("", await talk.RestAsync());
        }

        Assert.Equal(messages, sink.Snapshot().Messages);
        Assert.Equal(1 - messages, sink.Snapshot().Refused);
    }

    [Fact]
    public async Task Silence_lasts_until_somebody_ends_it()
    {
        var sink = Start("""{ "rules": [ { "stage": "mail", "action": "silence" } ] }""");
        await using var talk = await SinkTalk.GreetedAsync(sink);

        await talk.SayAsync("NOOP\r\n", replies: 1);
        await talk.SayAsync("MAIL FROM:<>\r\nNOOP\r\n", replies: 0);
        await sink.DisposeAsync();

        Assert.Equal("", await talk.RestAsync());
    }

    [Fact]
    public async Task A_refused_first_chunk_fails_the_transaction_until_RSET()
    {
        await using var sink = Start("""{ "rules": [ { "stage": "data", "first": 1, "reply": "451 4.3.0 No" } ] }""");
        await using var talk = await SinkTalk.GreetedAsync(sink);

        Assert.EndsWith(
            "451 4.3.0 No\r\n503 5.5.1 RSET first\r\n250 2.0.0 Forgotten\r\n",
            await talk.SayAsync($"{Envelope}BDAT 4\r\nabcdBDAT 4 LAST\r\nabcdRSET\r\n", replies: 5));
        Assert.EndsWith("Accepted\r\n", await talk.SayAsync($"{Envelope}{Chunk}", replies: 3));
    }

    [Fact]
    public async Task A_refused_greeting_refuses_all_that_follows()
    {
        await using var sink = Start("""{ "rules": [ { "stage": "connect", "reply": "554 5.7.1 Go away" } ] }""");
        await using var talk = await SinkTalk.OpenAsync(sink);

        Assert.Equal("554 5.7.1 Go away\r\n", await talk.RepliesAsync(1));
        Assert.StartsWith("503 ", await talk.SayAsync("EHLO client.example\r\n", replies: 1));
        Assert.StartsWith("221 ", await talk.SayAsync("QUIT\r\n", replies: 1));
    }

    [Fact]
    public async Task A_rule_may_be_for_some_of_the_sinks_addresses()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "All of 127.0.0.0/8 is the loopback device's on Linux only.");
        await using var sink = Start(
            """
            { "rules": [
              { "stage": "connect", "address": "127.2.*", "reply": "554 5.7.1 Go away" },
              { "stage": "mail", "address": "127.3.0.1", "first": 1, "reply": "451 4.3.0 Later" },
              { "stage": "rcpt", "address": "127.3.?.1", "recipient": "a@*", "reply": "550 5.1.1 Gone" },
            ] }
            """,
            allLoopback: true);

        await using var away = await SinkTalk.OpenAsync(sink, "127.2.9.9");
        Assert.Equal("554 5.7.1 Go away\r\n", await away.RepliesAsync(1));
        Assert.Equal(["250", "250"], await EnvelopeAtAsync(sink, "127.0.0.1"));
        Assert.Equal(["451", "503"], await EnvelopeAtAsync(sink, "127.3.0.1"));
        Assert.Equal(["250", "550"], await EnvelopeAtAsync(sink, "127.3.0.1"));
        Assert.Equal(["250", "550"], await EnvelopeAtAsync(sink, "127.3.7.1"));
        Assert.Equal(["250", "250"], await EnvelopeAtAsync(sink, "127.3.7.2"));
    }

    [Fact]
    public async Task A_refused_TLS_leaves_the_plain_dialogue_usable()
    {
        await using var sink = Start("""{ "rules": [ { "stage": "starttls", "reply": "454 4.7.0 TLS is down" } ] }""");
        await using var talk = await SinkTalk.GreetedAsync(sink);

        Assert.Equal("454 4.7.0 TLS is down\r\n", await talk.SayAsync("STARTTLS\r\n", replies: 1));
        Assert.StartsWith("250 ", await talk.SayAsync("MAIL FROM:<>\r\n", replies: 1));
    }

    [Theory]
    [InlineData("""{ "stage": "mail", "domain": "a.test", "reply": "550 x" }""", "no recipient is known at stage Mail")]
    [InlineData("""{ "stage": "rcpt", "reply": "999 x" }""", "rule 1: reply is a code 200 to 599 and a text")]
    [InlineData("""{ "stage": "rcpt", "every": 0 }""", "rule 1: first, every, attempt and attemptUpTo count from 1")]
    [InlineData("""{ "stage": "rcpt", "action": "drop", "reply": "550 x" }""", "rule 1: action Drop has no reply")]
    [InlineData("""{ "stage": "rcpt", "delay": 5 }""", "delay")]
    [InlineData("""{ "stage": "helo" }""", "stage")]
    [InlineData("""{}""", "stage")]
    [InlineData("""null""", "rule 1")]
    public void A_wrong_rule_is_refused_with_the_reason(string rule, string expected)
    {
        Assert.False(SinkScript.TryParse($"{{ \"rules\": [ {rule} ] }}", out var script, out var reason));
        Assert.Null(script);
        Assert.Contains(expected, reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void What_is_no_script_is_refused(string json)
    {
        Assert.False(SinkScript.TryParse(json, out _, out var reason));
        Assert.NotEqual("", reason);
    }

    private static async Task<string[]> EnvelopeAtAsync(SmtpSink sink, string address)
    {
        await using var talk = await SinkTalk.GreetedAsync(sink, address);
        var replies = await talk.SayAsync(Envelope, replies: 2);
        return [.. replies.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line[..3])];
    }

    private static SmtpSink Start(string json, bool allLoopback = false)
    {
        Assert.True(SinkScript.TryParse(json, out var script, out var reason), reason);
        return SmtpSink.Start(new SinkOptions { Script = script, AllLoopback = allLoopback });
    }
}
