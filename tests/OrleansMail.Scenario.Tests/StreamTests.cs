using System.Collections.Concurrent;
using OrleansMail.Campaigns;
using OrleansMail.Sink;
using OrleansMail.Streams;

namespace OrleansMail.Scenarios;

/// <summary>Transactional mail: one message a key, ahead of campaigns.</summary>
public sealed class StreamTests
{
    private const string Id = $"{Engine.Domain}/receipts";

    private static readonly CampaignSettings Settings = Trial.Settings with { IsStream = true, InDoubt = InDoubt.Resend };

    [Theory]
    [InlineData(StoredIn.Folder)]
    [InlineData(StoredIn.Postgres)]
    public async Task A_key_sends_once_however_often_it_is_repeated_and_never_another_body(StoredIn stored)
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await Engine.StartAsync(stored, Engine.Route("*", sink.EndPoint));
        var stream = await OpenAsync(engine);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            number => stream.SendAsync(Message($"r{number % 50}@one.orleansmail.test", $"key-{number % 50}"))));

        Assert.All(receipts, receipt => Assert.Null(receipt.Refusal));
        Assert.Equal(50, receipts.Select(receipt => receipt.MessageId).Distinct().Count());
        var other = await stream.SendAsync(Message("somebody-else@one.orleansmail.test", "key-1"));
        Assert.Equal("key", other.Refusal?.Code);

        var status = await engine.Campaign(Id).UntilAsync(status => status.Delivered == 50);
        Assert.Equal((50, 0), (status.Recipients, status.Pending));
        Assert.Equal((50, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
    }

    [Fact]
    public async Task A_message_that_cannot_be_made_is_refused_and_names_the_field()
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var stream = await OpenAsync(engine);

        var missing = await stream.SendAsync(new StreamMessage("a@one.orleansmail.test", [], null));
        var unknown = await stream.SendAsync(new StreamMessage(
            "a@one.orleansmail.test", new() { ["name"] = "Ann", ["nme"] = "Ann" }, null));
        var address = await stream.SendAsync(Message("a b@one", null));

        Assert.Equal(["name", "nme", "to"], new[] { missing, unknown, address }.Select(answer => answer.Refusal?.Field));
        Assert.Equal(0, (await engine.Campaign(Id).StatusAsync()).Recipients);
    }

    [Fact]
    public async Task A_stream_overtakes_a_campaign_on_the_same_lane()
    {
        var seen = new ConcurrentQueue<string>();
        await using var sink = SmtpSink.Start(new SinkOptions
        {
            Latency = TimeSpan.FromMilliseconds(5),
            OnMessage = message =>
            {
                seen.Enqueue(message.Recipient);
                return ValueTask.CompletedTask;
            },
        });
        await using var engine = await Engine.StartAsync(
            Engine.Route("*", sink.EndPoint), "Lanes:MaxConnections=1", "Lanes:LeaseWindow=1");
        var stream = await OpenAsync(engine);
        var campaign = engine.Campaign("slow");
        await campaign.PrepareAsync(Trial.Rows("one.orleansmail.test", 400));
        await campaign.StartAsync();
        await campaign.UntilAsync(status => status.Delivered > 10);

        await stream.SendAsync(Message("urgent@one.orleansmail.test", null));
        await campaign.UntilAsync(CampaignPhase.Completed);

        var place = seen.ToList().IndexOf("urgent@one.orleansmail.test");
        Assert.InRange(place, 1, 300);
    }

    private static StreamMessage Message(string to, string? key) =>
        new(to, new(StringComparer.Ordinal) { ["name"] = "Ann" }, key);

    private static async Task<IStreamGrain> OpenAsync(Engine engine)
    {
        var trial = engine.Campaign(Id);
        await trial.DraftAsync(settings: Settings);
        await trial.ApproveAsync();
        await trial.StartAsync();
        return engine.Grains.GetGrain<IStreamGrain>(Id);
    }
}
