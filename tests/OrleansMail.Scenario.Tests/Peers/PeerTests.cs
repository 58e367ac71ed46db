using OrleansMail.Campaigns;
using OrleansMail.Guard;
using OrleansMail.Outcomes;
using OrleansMail.Sink;
using OrleansMail.Suppression;

namespace OrleansMail.Scenarios;

/// <summary>Whatever a receiving host does, every recipient comes to the right outcome, and nothing is sent twice.</summary>
public sealed class PeerTests(PeerWorld world) : IClassFixture<PeerWorld>
{
    public static TheoryData<string> Cases => [.. PeerCases.All.Select(peer => peer.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_peer_leads_to_its_outcome(string name)
    {
        var peer = PeerCases.All.Single(peer => peer.Name == name);
        var result = await world.ResultAsync(name);

        Assert.Equal(peer.Expected.Length, result.Lines.Length);
        Assert.All(result.Lines, line => Assert.Equal("127.0.0.1", line.EgressIp));
        if (result.Sink is { } seen)
        {
            Assert.Equal((peer.Accepted, peer.Duplicates), (seen.AcceptedRecipients, seen.Duplicates));
            var reasons = seen.Reasons.Keys.Where(reason => reason != SinkViolation.NoQuit);
            Assert.Equal([], reasons);
            Assert.All(result.Messages, message => Assert.Equal($"bounce@{Engine.Domain}", message.Sender));
        }
        else
        {
            Assert.Equal(peer.Accepted, result.Raw!.Accepted);
        }
    }

    [Fact]
    public async Task Octets_behind_the_STARTTLS_reply_lead_to_no_mail_in_the_clear()
    {
        var result = await world.ResultAsync("octets behind the 220 to STARTTLS");

        Assert.Equal(0, result.Raw!.Mails);
    }

    [Fact]
    public async Task A_hard_bounce_is_suppressed_and_skipped_in_the_next_campaign()
    {
        const string name = "knows no such user";
        await world.ResultAsync(name);
        var index = PeerCases.All.ToList().FindIndex(peer => peer.Name == name);
        var domain = PeerWorld.DomainOf(index);
        var address = $"r0@{domain}";

        var entry = await world.Engine.Grains.GetGrain<ISuppressionGrain>(SuppressionShard.Of(address)).FindAsync(address);
        Assert.Equal("bounce", entry?.Reason);

        var next = world.Engine.Campaign("after-the-bounce");
        await next.PrepareAsync(Trial.Rows(domain, 2));
        Assert.Equal(1, (await world.Engine.Grains.GetGrain<ICampaignGuardGrain>(next.Id).ReportAsync())?.Suppressed);
        await next.StartAsync();
        var status = await next.UntilAsync(CampaignPhase.Completed);
        Assert.Equal((1, 1), (status.Suppressed, status.Delivered));
        var lines = await next.OutcomesAsync();
        Assert.Equal([OutcomeKind.Suppressed, OutcomeKind.Delivered], lines.Select(line => line.Outcome!.Value));
    }
}
