using CsCheck;

namespace OrleansMail.Lanes;

public sealed class LaneWindowTests
{
    private const int Most = 20;

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly LaneOptions Options = new();

    private static readonly Gen<LaneSettlement> Settlement = Gen.Select(
        Gen.Int[0, 32], Gen.Int[0, 3], Gen.Int[0, 1],
        (delivered, trouble, shut) => new LaneSettlement(
            Guid.Empty, delivered, trouble, shut == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(10)));

    [Fact]
    public void Whatever_happens_there_is_at_least_one_session_and_never_too_many() =>
        Settlement.List[0, 60].Sample(settlements =>
        {
            var (window, now) = (LaneWindow.Open(Most), Noon);
            foreach (var settlement in settlements)
            {
                now += TimeSpan.FromSeconds(30);
                window = window.After(settlement, Options, Most, now);
                Assert.InRange(window.Connections, 1, Most);
                Assert.True(window.ShutUntil <= now + Options.LongestShut);
            }
        });

    [Fact]
    public void Trouble_halves_and_then_shuts_and_the_next_shut_is_twice_as_long()
    {
        var trouble = new LaneSettlement(Guid.Empty, 0, 1, TimeSpan.Zero);

        var first = LaneWindow.Open(Most).After(trouble, Options, Most, Noon);
        var shut = first.After(trouble, Options, Most, Noon);
        var again = shut.After(trouble, Options, Most, shut.ShutUntil);

        Assert.Equal((10, DateTimeOffset.MinValue), (first.Connections, first.ShutUntil));
        Assert.Equal((1, Noon + Options.ShutFor), (shut.Connections, shut.ShutUntil));
        Assert.Equal(shut.ShutUntil + (2 * Options.ShutFor), again.ShutUntil);
    }

    [Fact]
    public void Sessions_that_tell_of_the_same_trouble_shut_the_lane_once()
    {
        var trouble = new LaneSettlement(Guid.Empty, 0, 1, TimeSpan.Zero);
        var shut = LaneWindow.Open(Most).After(trouble, Options, Most, Noon).After(trouble, Options, Most, Noon);

        var told = shut.After(trouble, Options, Most, Noon + TimeSpan.FromSeconds(1));

        Assert.Equal((shut.ShutUntil, shut.Shuts), (told.ShutUntil, told.Shuts));
    }

    [Fact]
    public void Deliveries_reopen_a_lane_and_let_it_grow_back()
    {
        var shut = new LaneWindow(1, 3, 2, 0, Noon);

        var grown = shut.After(
            new LaneSettlement(Guid.Empty, Options.DeliveriesToGrow, 0, TimeSpan.Zero), Options, Most, Noon);

        Assert.Equal(new LaneWindow(2, 0, 0, 0, DateTimeOffset.MinValue), grown);
    }

    [Theory]
    [InlineData("192.0.2.1/mx.example.com")]
    [InlineData("2001:db8::1/google")]
    public void A_key_reads_back(string key) => Assert.Equal(key, LaneKey.Parse(key).ToString());
}
