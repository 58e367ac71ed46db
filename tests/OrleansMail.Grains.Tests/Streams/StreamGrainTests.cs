using OrleansMail.Campaigns;
using OrleansMail.Cluster;

namespace OrleansMail.Streams;

[Collection(ClusterTests.Name)]
public sealed class StreamGrainTests(ClusterFixture cluster)
{
    private static readonly CampaignSettings Settings =
        Draft.Settings with { IsStream = true, HoldFor = TimeSpan.Zero };

    private readonly string _id = $"sender.test/{Guid.NewGuid():N}";

    private Draft Draft => new(cluster, _id);

    private IStreamGrain Stream => cluster.Grains.GetGrain<IStreamGrain>(_id);

    [Fact]
    public async Task A_stream_that_was_not_started_takes_nothing()
    {
        await Draft.ApproveAsync(Settings);

        Assert.Equal("state", (await Stream.SendAsync(Message("Yuki"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_paused_stream_takes_nothing()
    {
        await Draft.StartAsync(Settings);
        Assert.Null((await Stream.SendAsync(Message("Yuki"))).Refusal);

        await Draft.CommandAsync(CampaignCommand.Pause);

        Assert.Equal("state", (await Stream.SendAsync(Message("Yuki"))).Refusal?.Code);
    }

    [Fact]
    public async Task The_same_key_with_the_same_body_gets_the_same_receipt_and_with_another_none()
    {
        await Draft.StartAsync(Settings);

        var first = await Stream.SendAsync(Message("Yuki", "order-1"));
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(first, await Stream.SendAsync(Message("Yuki", "order-1")));
        Assert.Equal("key", (await Stream.SendAsync(Message("Ken", "order-1"))).Refusal?.Code);
        Assert.NotEqual(first.MessageId, (await Stream.SendAsync(Message("Yuki", "order-2"))).MessageId);
    }

    [Theory]
    [InlineData("no address", "Yuki", null, "to")]
    [InlineData("yuki@example.test", "Yuki", "", "key")]
    [InlineData("yuki@example.test", "Yuki", "a\nb", "key")]
    public async Task What_is_wrong_is_named(string to, string name, string? key, string code)
    {
        await Draft.StartAsync(Settings);

        Assert.Equal(code, (await Stream.SendAsync(Message(name, key) with { To = to })).Refusal?.Code);
    }

    [Fact]
    public async Task A_merge_field_that_the_stream_does_not_have_is_refused()
    {
        await Draft.StartAsync(Settings);
        var message = Message("Yuki");
        message.Values["nmae"] = "Yuki";

        Assert.Equal("nmae", (await Stream.SendAsync(message)).Refusal?.Field);
    }

    private static StreamMessage Message(string name, string? key = null) =>
        new("yuki@example.test", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name }, key);
}
