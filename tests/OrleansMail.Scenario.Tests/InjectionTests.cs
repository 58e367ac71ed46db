using System.Collections.Concurrent;
using System.Text;
using MimeKit;
using OrleansMail.Campaigns;
using OrleansMail.Recipients;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>No value of any row starts a header, a MIME part or an SMTP command on the way to a real receiver.</summary>
public sealed class InjectionTests
{
    private const int Recipients = 300;

    private static readonly string[] Vectors =
    [
        "\r\nBcc: victim@else.orleansmail.test", "\nX-Injected: yes", "\r\n\r\n<b>body</b>", "\r\n.\r\nMAIL FROM:<x@y.test>\r\n",
        "\n.\n", "\n.\r\n", "\r.\r\n", "\r\n.\r", "\r\n--alternative--\r\n", "--alternative\r\nContent-Type: text/html",
        "=?utf-8?B?DQpCY2M6IHg=?=", "{{ name }}", "{% raw %}", "\0", "\u2028X: y", ".", "..", "\r\n..\r\n", "\"><script>",
        "a\r\nRCPT TO:<victim@else.orleansmail.test>", "\u0085Bcc: v@else.orleansmail.test", "\uD800", "=0D=0ABcc: x",
    ];

    // Content-Type is a header of the body to the parser.
    private static readonly string[] Fields =
    [
        "DKIM-Signature", "Date", "From", "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Message-ID",
        "Subject", "To", "X-Reference",
    ];

    private static readonly byte[] Template = Encoding.UTF8.GetBytes(
        """
        Subject: {{ name }} - {{ note }}
        X-Reference: {{ note }}
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="alternative"

        --alternative
        Content-Type: text/plain; charset=utf-8

        {{ name }}
        {{ note }}
        --alternative
        Content-Type: text/html; charset=utf-8

        <p title="{{ note }}">{{ name }} {{ note }}</p>
        --alternative--

        """.ReplaceLineEndings("\r\n"));

    [Theory]
    [InlineData(StoredIn.Folder)]
    [InlineData(StoredIn.Postgres)]
    public async Task Hostile_rows_become_ordinary_mail_or_none_at_all(StoredIn stored)
    {
        var messages = new ConcurrentQueue<SinkMessage>();
        await using var sink = SmtpSink.Start(new SinkOptions
        {
            OnMessage = message =>
            {
                messages.Enqueue(message);
                return ValueTask.CompletedTask;
            },
        });
        await using var engine = await Engine.StartAsync(stored, Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("hostile");
        await trial.DraftAsync(Template);
        await trial.ImportAsync(["name", "note"], Rows());
        var check = await trial.Grain.CheckAsync();
        Assert.True(check.Refusal is null, check.Refusal?.Message);
        if (check.Report!.Blocks)
        {
            // What the guard can see to be wrong does not even get here; drop those rows and go on with the rest.
            await trial.ImportAsync(["name", "note"], [.. Rows().Where(row => IsMergeable(row.Values))]);
        }

        await trial.ApproveAsync();
        await trial.StartAsync();
        var done = await trial.UntilAsync(CampaignPhase.Completed);

        Assert.InRange(done.Delivered, Vectors.Length, Recipients);
        Assert.Equal([], sink.Snapshot().Reasons.Keys.Where(reason => reason != SinkViolation.NoQuit));
        Assert.All(messages, AssertOrdinary);
        Assert.Equal(done.Delivered, messages.Select(message => message.Recipient).Distinct().Count());
    }

    private static void AssertOrdinary(SinkMessage message)
    {
        Assert.EndsWith("@one.orleansmail.test", message.Recipient, StringComparison.Ordinal);
        using var stream = new MemoryStream(message.Octets.ToArray());
        using var parsed = MimeMessage.Load(stream, TestContext.Current.CancellationToken);
        Assert.Equal(Fields, parsed.Headers.Select(header => header.Field).Order(StringComparer.Ordinal));
        Assert.Equal(message.Recipient, Assert.Single(parsed.To.Mailboxes).Address);
        Assert.Equal(2, parsed.BodyParts.Count());
        Assert.DoesNotContain("<script", parsed.HtmlBody, StringComparison.OrdinalIgnoreCase);
    }

    private static RecipientRow[] Rows()
    {
        // Seeded, so that a failure can be had again.
        var random = new Random(20_26);
        return
        [
            .. Enumerable.Range(0, Recipients).Select(number => new RecipientRow(
                number + 2,
                $"r{number}@one.orleansmail.test",
                [Value(random, number), Value(random, random.Next(Vectors.Length))])),
        ];
    }

    // The audience takes no NUL at all, so that one is tried in the unit tests of messages alone.
    private static string Value(Random random, int vector) =>
        Letters(random, 8) + Vectors[vector % Vectors.Length].Replace("\0", "", StringComparison.Ordinal) + Letters(random, 12);

    private static string Letters(Random random, int most)
    {
        const string alphabet = "abcXYZ019 .:<>@=\"'&;\t-_%{}\u3042\u00e9\r\n";
        return string.Concat(Enumerable.Range(0, random.Next(1, most)).Select(_ => alphabet[random.Next(alphabet.Length)]));
    }

    // Control characters other than line ends, unpaired surrogates and Liquid left over are errors by contract.
    private static bool IsMergeable(string[] values) => values.All(value =>
        !value.Any(letter => char.IsControl(letter) && letter is not ('\r' or '\n' or '\t'))
        && !value.Any(char.IsSurrogate)
        && !value.Contains("{{", StringComparison.Ordinal)
        && !value.Contains("{%", StringComparison.Ordinal)
        && !value.Contains('\u2028', StringComparison.Ordinal));
}
