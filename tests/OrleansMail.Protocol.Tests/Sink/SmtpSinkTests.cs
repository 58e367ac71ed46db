using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Sink;

public sealed class SmtpSinkTests
{
    private const string Message = "Message-ID: <1@client.example>\r\nSubject: x\r\n\r\nHello\r\n";

    private const string Envelope = "MAIL FROM:<a@client.example>\r\nRCPT TO:<b@sink.example>\r\n";

    [Fact]
    public async Task A_pipelined_message_is_counted_before_its_reply()
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var talk = await SinkTalk.GreetedAsync(sink);

        Assert.Equal(
            "250 2.1.0 Sender OK\r\n250 2.1.5 Recipient OK\r\n250 2.0.0 Accepted\r\n",
            await talk.SayAsync($"{Envelope}BDAT {Message.Length} LAST\r\n{Message}", replies: 3));

        var counts = sink.Snapshot();
        Assert.Equal((1, 1, Message.Length), (counts.Messages, counts.AcceptedRecipients, counts.Octets));
        Assert.Equal((0, 0, 1), (counts.Violations, counts.Duplicates, counts.Connections));
    }

    [Fact]
    public async Task A_dialogue_cut_into_single_octets_reads_the_same()
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var talk = await SinkTalk.GreetedAsync(sink);

        await talk.SayByteByByteAsync(Envelope, replies: 2);
        Assert.StartsWith("354 ", await talk.SayByteByByteAsync("DATA\r\n", replies: 1));
        Assert.Equal(
            "250 2.0.0 Accepted\r\n",
            await talk.SayByteByByteAsync($"{Message}..\r\n.. two\r\n\r\n.\r\n", replies: 1));

        Assert.Equal(Message.Length + ".\r\n. two\r\n\r\n".Length, sink.Snapshot().Octets);
        Assert.Equal(0, sink.Snapshot().Violations);
    }

    [Fact]
    public async Task Chunks_become_one_message()
    {
        var octets = new ConcurrentQueue<SinkMessage>();
        await using var sink = SmtpSink.Start(new SinkOptions { OnMessage = Keep(octets) });
        await using var talk = await SinkTalk.GreetedAsync(sink);

        Assert.EndsWith(
            "250 2.0.0 Octets received\r\n250 2.0.0 Octets received\r\n250 2.0.0 Accepted\r\n",
            await talk.SayAsync(
                $"{Envelope}BDAT 10\r\n{Message[..10]}BDAT 0\r\nBDAT {Message.Length - 10} LAST\r\n{Message[10..]}",
                replies: 5));

        var one = Assert.Single(octets);
        Assert.Equal(Message, Encoding.Latin1.GetString(one.Octets.Span));
        Assert.Equal(
            ("b@sink.example", "a@client.example", "client.example", false),
            (one.Recipient, one.Sender, one.Ehlo, one.Tls));
    }

    public static TheoryData<string, SinkViolation[]> Contents => new()
    {
        { "a\rb\r\n", [SinkViolation.BareCr] },
        { "a\r\r\n", [SinkViolation.BareCr] },
        { "a\nb\r\n", [SinkViolation.BareLf] },
        { "a\n.\nb\r\n", [SinkViolation.BareLf, SinkViolation.BareLf] },
        { "a\0\r\n", [SinkViolation.Nul] },
        { "\u00e9\r\n", [SinkViolation.EightBit] },
        { new string('a', 998) + "\r\n", [] },
        { new string('a', 999) + "\r\n", [SinkViolation.LongLine] },
        { ".a\r\n", [SinkViolation.UnstuffedDot] },
        { "..a\r\n", [] },
        { "...\r\n", [] },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Every_octet_of_a_message_is_judged(string lines, SinkViolation[] expected)
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var talk = await SinkTalk.GreetedAsync(sink);

        await talk.SayAsync(Envelope, replies: 2);
        await talk.SayAsync("DATA\r\n", replies: 1);
        await talk.SayAsync($"{Message}{lines}.\r\n", replies: 1);

        Assert.Equal(
            expected.CountBy(one => one).ToDictionary(pair => pair.Key, pair => (long)pair.Value),
            sink.Snapshot().Reasons);
    }

    public static TheoryData<string, int, string, SinkViolation> Commands => new()
    {
        { "MAIL FROM: <a@b.example>\r\n", 1, "501", SinkViolation.Syntax },
        { "MAIL FROM:<a@b.example> SMTPUTF8\r\n", 1, "555", SinkViolation.Syntax },
        { "MAIL FROM:<a@b.example> SIZE=99999999999\r\n", 1, "552", SinkViolation.TooLarge },
        { "MAIL FROM:<>\nRSET\r\n", 2, "250", SinkViolation.BareLf },
        { "MAIL FROM:<>\r\nRCPT TO:<>\r\n", 2, "250", SinkViolation.Syntax },
        { "NOOP\r\nNOOP\r\n", 2, "250", SinkViolation.Pipelined },
        { "MAIL FROM:<>\r\nMAIL FROM:<>\r\n", 2, "250", SinkViolation.Sequence },
        { "XYZZY\r\n", 1, "500", SinkViolation.Syntax },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_is_judged(string octets, int replies, string code, SinkViolation expected)
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var talk = await SinkTalk.GreetedAsync(sink);

        Assert.StartsWith(code, await talk.SayAsync(octets, replies));
        Assert.Equal([expected], sink.Snapshot().Reasons.Keys);
    }

    [Fact]
    public async Task The_same_message_to_the_same_recipient_is_a_duplicate_whatever_the_case()
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var talk = await SinkTalk.GreetedAsync(sink);
        var chunk = $"BDAT {Message.Length} LAST\r\n{Message}";

        await talk.SayAsync($"{Envelope}RCPT TO:<c@sink.example>\r\n{chunk}", replies: 4);
        Assert.Equal(0, sink.Snapshot().Duplicates);
        await talk.SayAsync(
            $"MAIL FROM:<>\r\nRCPT TO:<B@SINK.example>\r\nRCPT TO:<d@sink.example>\r\n{chunk}",
            replies: 4);

        var counts = sink.Snapshot();
        Assert.Equal((2, 4, 1), (counts.Messages, counts.AcceptedRecipients, counts.Duplicates));
    }

    [Fact]
    public async Task A_folded_message_id_is_found_and_logged_before_the_reply()
    {
        using var folder = new TemporaryFolder();
        var log = folder.File("accepted.tsv");
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123));
        await using var sink = SmtpSink.Start(new SinkOptions { AcceptedLogPath = log, Clock = clock });
        await using var talk = await SinkTalk.GreetedAsync(sink);
        const string folded = "Subject: x\r\nmessage-id:\r\n <2@client.example>\r\n\r\nMessage-ID: <no>\r\n";

        await talk.SayAsync($"{Envelope}BDAT {folded.Length} LAST\r\n{folded}", replies: 3);

        Assert.Equal("b@sink.example\t<2@client.example>\t1700000000123\t127.0.0.1\n", File.ReadAllText(log));
    }

    [Fact]
    public async Task STARTTLS_forgets_what_was_said_and_takes_mail_over_TLS()
    {
        var messages = new ConcurrentQueue<SinkMessage>();
        await using var sink = SmtpSink.Start(new SinkOptions { OnMessage = Keep(messages) });
        await using var talk = await SinkTalk.GreetedAsync(sink);

        Assert.StartsWith("220 ", await talk.SayAsync("STARTTLS\r\n", replies: 1));
        await talk.StartTlsAsync(sink);
        Assert.StartsWith("503 ", await talk.SayAsync("MAIL FROM:<>\r\n", replies: 1));
        Assert.DoesNotContain("STARTTLS", await talk.SayAsync("EHLO again.example\r\n", replies: 1));
        await talk.SayAsync($"{Envelope}BDAT {Message.Length} LAST\r\n{Message}", replies: 3);

        Assert.Equal((true, "again.example"), (messages.Single().Tls, messages.Single().Ehlo));
        Assert.Equal((1, 0), (sink.Snapshot().TlsConnections, sink.Snapshot().TlsResumed));
    }

    [Fact]
    public async Task What_is_off_is_not_offered_and_not_taken()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Extensions = SinkExtensions.None });
        await using var talk = await SinkTalk.OpenAsync(sink);

        await talk.RepliesAsync(1);
        Assert.Equal("250 sink.invalid\r\n", await talk.SayAsync("EHLO client.example\r\n", replies: 1));
        Assert.Equal("250 Sender OK\r\n250 Recipient OK\r\n", await talk.SayAsync(Envelope, replies: 2));
        Assert.StartsWith("500 ", await talk.SayAsync("BDAT 6 LAST\r\nQUIT\r\n", replies: 1));
        Assert.StartsWith("503 ", await talk.SayAsync("STARTTLS\r\n", replies: 1));
        Assert.Equal(1, sink.Snapshot().Reasons[SinkViolation.Pipelined]);
    }

    [Fact]
    public async Task A_connection_too_many_hears_421()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { MaxConnections = 1 });
        await using var first = await SinkTalk.GreetedAsync(sink);
        await using var second = await SinkTalk.OpenAsync(sink);

        Assert.StartsWith("421 4.3.2 ", await second.RestAsync());
    }

    [Fact]
    public async Task A_message_above_the_limit_is_refused_and_the_connection_goes_on()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { MaxMessageBytes = 1024 });
        await using var talk = await SinkTalk.GreetedAsync(sink);
        var large = Message + string.Concat(Enumerable.Repeat("0123456789\r\n", 100));

        Assert.EndsWith(
            "552 5.3.4 Too large\r\n",
            await talk.SayAsync($"{Envelope}BDAT {large.Length} LAST\r\n{large}", replies: 3));
        Assert.EndsWith(
            "250 2.0.0 Accepted\r\n",
            await talk.SayAsync($"{Envelope}BDAT {Message.Length} LAST\r\n{Message}", replies: 3));
        Assert.Equal((1, 1), (sink.Snapshot().Messages, sink.Snapshot().Refused));
    }

    [Theory]
    [InlineData(SinkStoreFormat.Eml, "")]
    [InlineData(SinkStoreFormat.Maildir, "new")]
    public async Task Stored_messages_are_the_octets_of_the_wire_up_to_the_bound(SinkStoreFormat format, string where)
    {
        using var folder = new TemporaryFolder();
        var store = new SinkStoreOptions { Folder = folder.Path, Format = format, MaxMessages = 2 };
        await using var sink = SmtpSink.Start(new SinkOptions { Store = store });
        await using var talk = await SinkTalk.GreetedAsync(sink);
        for (var i = 0; i < 3; i++)
        {
            await talk.SayAsync($"{Envelope}BDAT {Message.Length} LAST\r\n{Message}", replies: 3);
        }

        var files = Directory.GetFiles(Path.Combine(folder.Path, where), "*.eml");
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.Equal(Message, File.ReadAllText(file)));
        Assert.Equal(2, File.ReadLines(folder.File("envelopes.tsv")).Count());
        Assert.Equal(3, sink.Snapshot().Messages);
    }

    [Fact]
    public async Task Each_so_manieth_message_is_kept_and_the_bound_counts_the_kept_ones()
    {
        using var folder = new TemporaryFolder();
        var store = new SinkStoreOptions { Folder = folder.Path, Every = 3, MaxMessages = 2 };
        await using var sink = SmtpSink.Start(new SinkOptions { Store = store });
        await using var talk = await SinkTalk.GreetedAsync(sink);
        for (var i = 1; i <= 10; i++)
        {
            await talk.SayAsync(
                $"MAIL FROM:<>\r\nRCPT TO:<{i}@sink.example>\r\nBDAT {Message.Length} LAST\r\n{Message}", replies: 3);
        }

        var kept = File.ReadLines(folder.File("envelopes.tsv")).Select(line => line.Split('\t')[2]);
        Assert.Equal(["3@sink.example", "6@sink.example"], kept);
        Assert.Equal(2, Directory.GetFiles(folder.Path, "*.eml").Length);
        Assert.Equal(10, sink.Snapshot().Messages);
    }

    [Fact]
    public async Task A_callback_that_throws_is_seen_and_the_message_refused()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { OnMessage = _ => throw new IOException("full") });
        await using var talk = await SinkTalk.GreetedAsync(sink);

        Assert.EndsWith(
            "451 4.3.0 Could not keep it\r\n",
            await talk.SayAsync($"{Envelope}BDAT {Message.Length} LAST\r\n{Message}", replies: 3));
        Assert.Equal((0, 1), (sink.Snapshot().Messages, sink.Snapshot().Reasons[SinkViolation.CallbackFailed]));
    }

    [Fact]
    public void Only_loopback_is_listened_on() =>
        Assert.Throws<ArgumentException>(() => SmtpSink.Start(new SinkOptions { Address = IPAddress.Any }));

    [Fact]
    public async Task A_stop_ends_open_connections()
    {
        var sink = SmtpSink.Start(new SinkOptions());
        await using var talk = await SinkTalk.GreetedAsync(sink);

        await sink.DisposeAsync();

        Assert.Equal("", await talk.RestAsync());
        Assert.Equal((0, 0), (sink.Snapshot().OpenConnections, sink.Snapshot().Violations));
        await Assert.ThrowsAsync<SocketException>(() => SinkTalk.OpenAsync(sink));
    }

    private static Func<SinkMessage, ValueTask> Keep(ConcurrentQueue<SinkMessage> messages) => message =>
    {
        messages.Enqueue(message);
        return ValueTask.CompletedTask;
    };
}
