using System.Security.Cryptography;
using System.Text;
using OrleansMail.Campaigns;
using OrleansMail.Domains;
using OrleansMail.Outcomes;
using OrleansMail.People;
using OrleansMail.Recipients;
using OrleansMail.Sink;
using OrleansMail.Streams;
using OrleansMail.Suppression;

namespace OrleansMail.Scenarios;

/// <summary>Nothing that a campaign holds is readable in the files of the folder, and after forgetting nobody reads it.</summary>
public sealed class SealedTests
{
    private const int Recipients = 1_000;
    private const string Peer = "peer.orleansmail.test";
    private const string Database = "trial1";
    private const string Reply = "hidden-mailbox-of-this-reply";
    private const string IdempotencyKey = "order-4711-of-customer-12";
    private const string StreamId = $"{Engine.Domain}/receipts";

    private static readonly string[] SubjectWords = ["unbelievable", "春の大売り出し"];
    private static readonly string[] BodyWords = ["hippopotamus", "お客様限定の御案内"];

    private static readonly byte[] Letter = Encoding.UTF8.GetBytes(
        $"Subject: {SubjectWords[0]} {SubjectWords[1]} {{{{ name }}}}\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + $"Dear {{{{ name }}}} of {{{{ city }}}}, {BodyWords[0]} {BodyWords[1]}.\r\n");

    private static readonly RecipientRow[] Rows =
    [
        .. Enumerable.Range(0, Recipients).Select(number => new RecipientRow(
            number + 2, string.Create(null, $"person{number:0000}@{Peer}"), [Name(number), City(number)])),
    ];

    [Fact]
    public async Task No_address_value_word_reply_or_key_is_readable_in_any_file_of_the_folder()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Script = Refusing() });
        using var elsewhere = new TemporaryFolder();
        await using var engine = await Engine.StartAsync(
            Engine.Route("*", sink.EndPoint), $"Audit:KeyFile={elsewhere.File("audit.key")}");
        var search = await FillAsync(engine);
        var folder = Path.GetDirectoryName(engine.Database)!;

        Assert.Equal([], search.Find(folder));
        await engine.StopAsync();
        Assert.Equal([], search.Find(folder));
    }

    [Fact]
    public async Task Nor_in_a_dump_of_the_database_in_the_files_of_its_server_or_beside_the_silo()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var sink = SmtpSink.Start(new SinkOptions { Script = Refusing() });
        using var elsewhere = new TemporaryFolder();
        await using var engine = await Engine.StartOnPostgresAsync(
            server, Engine.Route("*", sink.EndPoint), $"Audit:KeyFile={elsewhere.File("audit.key")}");
        var search = await FillAsync(engine);
        using var dumped = new TemporaryFolder();
        var dump = dumped.File("dump.sql");

        (await server.ToolAsync("pg_dump", "-d", Database, "-f", dump)).Succeeded();
        await server.SqlAsync(Database, "CHECKPOINT");

        Assert.Contains(
            "COPY public.outcome", await File.ReadAllTextAsync(dump, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([], search.Find(dumped.Path));
        Assert.Equal([], search.Find(server.Data));
        Assert.Equal([], search.Find(Path.GetDirectoryName(engine.Database)!));
    }

    [Fact]
    public async Task The_search_finds_each_of_them_where_it_is_not_sealed()
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var search = await SearchAsync(engine);
        var secrets = await SecretsAsync(engine);

        using var folder = new TemporaryFolder();
        var plain = Encoding.UTF8.GetBytes(string.Join('\n', secrets));
        await WriteAsync(folder, "utf-8", plain);
        await WriteAsync(folder, "utf-16", Encoding.Unicode.GetBytes(string.Join('\n', secrets)));
        await WriteAsync(folder, "utf-16be", Encoding.BigEndianUnicode.GetBytes(string.Join('\n', secrets)));
        await WriteAsync(folder, "hexadecimal", string.Join('\n', secrets.Select(secret =>
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)))));
        await WriteAsync(folder, "quoted-printable", string.Join('\n', secrets.Select(QuotedPrintable)));
        for (var before = 0; before < 3; before++)
        {
            // Each begins a group of its own, so that all of them stand the same number of octets into a group.
            await WriteAsync(folder, $"base64-{before}", string.Join(
                '\n', secrets.Select(secret => Convert.ToBase64String([.. new byte[before], .. Encoding.UTF8.GetBytes(secret)]))));
        }

        await WriteAsync(folder, "key", await PrivateKeyAsync(engine));
        await WriteAsync(folder, "key-hexadecimal", Convert.ToHexStringLower(await PrivateKeyAsync(engine)));

        var found = search.Find(folder.Path).Select(name => name.Split(": ", 2)[1]).Distinct();
        Assert.Equal(search.Forms, found.Count());
    }

    [Fact]
    public async Task A_forgotten_campaign_keeps_its_counts_and_says_that_it_was_forgotten()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Script = Refusing() });
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("spring");
        await trial.PrepareAsync(Rows[..50], content: Letter, columns: ["name", "city"]);
        Assert.Equal("state", (await trial.Grain.ForgetAsync(Guid.NewGuid())).Refusal?.Code);
        await trial.StartAsync();
        var before = await trial.UntilAsync(CampaignPhase.Completed);

        await trial.UntilForgottenAsync();

        foreach (var restarted in new[] { false, true })
        {
            if (restarted)
            {
                await engine.StopAsync();
                await engine.ResumeAsync();
            }

            var after = await trial.StatusAsync();
            Assert.NotNull(after.ForgottenAt);
            Assert.Equal((before.Delivered, before.Bounced, before.ContentHash),
                (after.Delivered, after.Bounced, after.ContentHash));
            var lines = await trial.OutcomesAsync();
            Assert.Equal(50, lines.Length);
            Assert.All(lines, line => Assert.Equal((true, "", "forgotten"), (line.Forgotten, line.Recipient, line.Text)));
            Assert.Equal(before.Bounced, lines.Count(line => line.Outcome == OutcomeKind.Bounced));
            var trace = Assert.Single(await engine.Report.TraceAsync(Rows[3].Address));
            Assert.Equal(("spring", true, OutcomeKind.Delivered), (trace.Campaign, trace.Forgotten, trace.Outcome));
        }
    }

    private static SinkScript Refusing() => SinkScript.Of(
        new SinkRule { Stage = SinkStage.Rcpt, Recipient = "person0007@*", Reply = $"550 5.1.1 {Rows[7].Address} {Reply}" });

    /// <summary>People, a key, a campaign, a stream and a suppressed address; the search knows every secret of them.</summary>
    private static async Task<OctetSearch> FillAsync(Engine engine)
    {
        await using var client = await OutsideClient.ConnectAsync(engine.GatewayPort);
        var staff = new Staff(client, engine.FirstSecret);
        await staff.FoundAsync();
        await staff.InviteAsync("ayumi", "author@*");
        await staff.AddKeyAsync("shop", new Wish("author", "*"));
        var trial = engine.Campaign("spring");
        await trial.PrepareAsync(Rows, content: Letter, columns: ["name", "city"]);
        await trial.StartAsync();
        await trial.UntilAsync(CampaignPhase.Completed);
        await SendOneAsync(engine);
        Assert.Contains(Reply, (await trial.OutcomesAsync()).First(line => line.Outcome == OutcomeKind.Bounced).Text);
        var search = await SearchAsync(engine);
        foreach (var secret in staff.Secrets)
        {
            search.Add(secret);
        }

        return search;
    }

    private static string Name(int number) => string.Create(null, $"Customer number {number}");

    private static string City(int number) => string.Create(null, $"横浜市{number:0000}番地");

    private static async Task SendOneAsync(Engine engine)
    {
        var stream = engine.Campaign(StreamId);
        await stream.DraftAsync(Letter, Trial.Settings with { IsStream = true, InDoubt = InDoubt.Resend });
        await stream.ApproveAsync();
        await stream.StartAsync();
        var message = new StreamMessage(
            Rows[12].Address, new() { ["name"] = Name(12), ["city"] = City(12) }, IdempotencyKey);
        Assert.Null((await engine.Grains.GetGrain<IStreamGrain>(StreamId).SendAsync(message)).Refusal);
        await stream.UntilAsync(status => status.Delivered == 1);
        await engine.Grains.GetGrain<ISuppressionGrain>(SuppressionShard.Of(Rows[20].Address)).AddAsync(
            new SuppressionEntry(Rows[20].Address, "manual", Reply, TimeProvider.System.GetUtcNow()));
    }

    private static async Task<OctetSearch> SearchAsync(Engine engine)
    {
        var search = new OctetSearch();
        foreach (var secret in await SecretsAsync(engine))
        {
            search.Add(secret);
        }

        var part = (await PrivateKeyAsync(engine))[40..72];
        search.Add(part, "the DKIM private key in DER");
        search.Add(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(part)), "the DKIM private key in hexadecimal digits");
        return search;
    }

    /// <summary>Addresses, values, words, replies, and the lines of the DKIM private key.</summary>
    private static async Task<string[]> SecretsAsync(Engine engine)
    {
        var key = await engine.Grains.GetGrain<ISendingDomainGrain>(Engine.Domain).SigningKeyAsync();
        var lines = key!.Pem.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Length == 64);
        return
        [
            .. Rows.Select(row => row.Address), .. Rows.SelectMany(row => row.Values), .. SubjectWords, .. BodyWords,
            Reply, IdempotencyKey, "BEGIN PRIVATE KEY", .. lines,
        ];
    }

    private static async Task<byte[]> PrivateKeyAsync(Engine engine)
    {
        var key = await engine.Grains.GetGrain<ISendingDomainGrain>(Engine.Domain).SigningKeyAsync();
        using var rsa = RSA.Create();
        rsa.ImportFromPem(key!.Pem);
        return rsa.ExportPkcs8PrivateKey();
    }

    private static string QuotedPrintable(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(octet =>
        octet is >= 33 and <= 126 and not (byte)'=' or (byte)' ' ? ((char)octet).ToString() : $"={octet:X2}"));

    private static Task WriteAsync(TemporaryFolder folder, string name, string text) =>
        WriteAsync(folder, name, Encoding.ASCII.GetBytes(text));

    private static Task WriteAsync(TemporaryFolder folder, string name, byte[] octets) =>
        File.WriteAllBytesAsync(folder.File(name), octets, TestContext.Current.CancellationToken);
}
