using OrleansMail.Cluster;

namespace OrleansMail.Lanes;

[Collection(ClusterTests.Name)]
public sealed class LaneGrainTests(ClusterFixture cluster)
{
    private readonly ILaneGrain _lane = cluster.Grains.GetGrain<ILaneGrain>($"192.0.2.1/{Guid.NewGuid():N}");

    [Fact]
    public async Task The_same_lease_gets_the_same_answer()
    {
        var lease = Guid.NewGuid();

        var first = await _lane.NextAsync(lease, 3, null);

        Assert.Equal((3, TimeSpan.Zero), (first.Recipients, first.RetryAfter));
        Assert.Equal(first, await _lane.NextAsync(lease, 9, null));
    }

    [Theory]
    [InlineData(110, 3)]
    [InlineData(121, 9)]
    public async Task An_answer_is_remembered_for_two_minutes(int seconds, int answered)
    {
        var lease = Guid.NewGuid();
        await _lane.NextAsync(lease, 3, null);
        cluster.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await _lane.NextAsync(Guid.NewGuid(), 1, null);

        Assert.Equal(answered, (await _lane.NextAsync(lease, 9, null)).Recipients);
    }

    [Fact]
    public async Task No_lease_is_larger_than_the_window()
    {
        Assert.Equal(16, (await _lane.NextAsync(Guid.NewGuid(), 1_000, null)).Recipients);
    }

    [Fact]
    public async Task A_lane_that_met_trouble_twice_is_shut_and_opens_with_the_clock()
    {
        await _lane.SettleAsync(Trouble());
        Assert.Null((await _lane.ShowAsync()).ShutUntil);
        await _lane.SettleAsync(Trouble());

        var refused = await _lane.NextAsync(Guid.NewGuid(), 1, null);
        Assert.Equal((0, TimeSpan.FromMinutes(1)), (refused.Recipients, refused.RetryAfter));
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        var granted = await _lane.NextAsync(Guid.NewGuid(), 1, null);
        Assert.Equal((1, 1), (granted.Recipients, granted.Connections));
    }

    [Fact]
    public async Task A_settlement_that_comes_twice_counts_once()
    {
        var trouble = Trouble();

        await _lane.SettleAsync(trouble);
        await _lane.NextAsync(Guid.NewGuid(), 1, trouble);

        Assert.Null((await _lane.ShowAsync()).ShutUntil);
    }

    private static LaneSettlement Trouble() => new(Guid.NewGuid(), 0, 1, TimeSpan.Zero);
}
