using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Delivery;

public sealed class ClaimPaceTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly ClaimPace _pace;

    public ClaimPaceTests()
    {
        _pace = new ClaimPace(Longest, _clock);
    }

    [Fact]
    public void What_was_found_is_followed_by_more()
    {
        Assert.True(_pace.IsDue);

        _pace.Asked(found: true);

        Assert.True(_pace.IsDue);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(0.8, 100)]
    [InlineData(16, 2_000)]
    [InlineData(40, 5_000)]
    [InlineData(4_000, 5_000)]
    public void Where_there_was_nothing_it_is_asked_again_after_an_eighth_of_the_time_so_far(double seconds, int milliseconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _pace.Asked(found: false);

        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        Assert.False(_pace.IsDue);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(_pace.IsDue);
    }

    [Fact]
    public void Once_something_was_found_it_is_asked_often_again()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        _pace.Asked(found: true);
        _pace.Asked(found: false);

        _clock.Advance(ClaimPace.Shortest);
        Assert.True(_pace.IsDue);
    }

    [Fact]
    public void A_chunk_that_was_given_back_is_asked_for_when_it_is_due()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        _pace.GaveBack(_clock.GetUtcNow().AddSeconds(3));
        _pace.GaveBack(_clock.GetUtcNow().AddSeconds(4));
        _pace.Asked(found: false);

        _clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(_pace.IsDue);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(_pace.IsDue);

        // Another silo has it: it is not asked for again and again.
        _pace.Asked(found: false);
        Assert.False(_pace.IsDue);
    }

    [Fact]
    public void A_chunk_that_is_done_may_have_been_the_last_one()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        _pace.Asked(found: false);
        Assert.False(_pace.IsDue);

        _pace.GaveBack(due: null);

        Assert.True(_pace.IsDue);
    }

    [Fact]
    public void Who_knows_of_something_is_heard_also_while_storage_is_asked()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        _pace.Ring();
        Assert.True(_pace.IsDue);

        _pace.Asked(found: false);

        _clock.Advance(ClaimPace.Shortest);
        Assert.True(_pace.IsDue);
    }

    [Fact]
    public void A_clock_that_is_set_back_keeps_nothing_waiting()
    {
        var set = new SetClock(_clock);
        var pace = new ClaimPace(Longest, set);
        _clock.Advance(TimeSpan.FromHours(1));
        pace.Asked(found: false);
        set.By = TimeSpan.FromHours(-2);

        _clock.Advance(Longest);

        Assert.True(pace.IsDue);
    }

    /// <summary>A clock whose time of day somebody has set, while time went on.</summary>
    private sealed class SetClock(TimeProvider clock) : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + By;

        public override long GetTimestamp() => clock.GetTimestamp();
    }
}
