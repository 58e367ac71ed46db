using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

/// <summary>Why lanes send nothing, as an operator sees it.</summary>
public sealed class LaneWaitsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly DeliveryWorld _world = new();

    private LaneRunner Lane => _world.Lane;

    [Fact]
    public void A_lane_with_nothing_in_its_way_waits_for_nothing()
    {
        Assert.Null(Lane.Load.Waits);
        _world.Place(3);

        Assert.Equal((null, null), (Lane.Load.Waits, Lane.Load.ShutUntil));
    }

    [Fact]
    public void A_lane_that_its_site_has_shut_says_what_the_site_did_until_the_time_is_over()
    {
        Lane.Tell(After(BounceCategory.Rate));
        Lane.Shut(Minute);

        Assert.Equal("the site says that we send too fast", Lane.Load.Waits);
        Assert.Equal(_world.Now + Minute, Lane.Load.ShutUntil);
        _world.Clock.Advance(Minute);
        Assert.Equal((null, null), (Lane.Load.Waits, Lane.Load.ShutUntil));
    }

    [Fact]
    public void A_recipient_that_is_put_off_is_no_reason_for_the_lane()
    {
        Lane.Tell(After(BounceCategory.Rate));
        Lane.Tell(After(BounceCategory.Full, scope: FailureScope.Recipient));
        Lane.Shut(Minute);

        Assert.Equal("the site says that we send too fast", Lane.Load.Waits);
    }

    [Fact]
    public void A_lane_that_was_shut_before_this_silo_knew_it_says_so()
    {
        Lane.Shut(Minute);

        Assert.Equal(LaneWaits.Earlier, Lane.Load.Waits);
    }

    [Fact]
    public void What_is_ours_is_not_blamed_on_the_site()
    {
        Lane.Tell(After(BounceCategory.Rate));
        Lane.Hold(Minute, LaneWaits.Proxy);

        Assert.Equal(LaneWaits.Proxy, Lane.Load.Waits);
    }

    [Fact]
    public void A_lane_without_a_place_says_whom_it_waits_for()
    {
        _world.Sessions.IsFull = true;
        _world.Place(1);
        Assert.Equal((LaneWaits.NoPlace, null), (Lane.Load.Waits, Lane.Load.ShutUntil));

        Lane.Done(new(4, 0), TimeSpan.FromMilliseconds(10));

        Assert.Equal(LaneWaits.OthersFirst, Lane.Load.Waits);
    }

    [Fact]
    public void A_lane_that_sends_and_would_have_more_sessions_does_not_wait()
    {
        _world.Place(1);
        Lane.Allow(3);
        Lane.Take(1);
        _world.Sessions.IsFull = true;
        _world.Place(12);

        Assert.Null(Lane.Load.Waits);
    }

    [Fact]
    public void A_site_that_says_nothing_is_said_to_be_silent()
    {
        Lane.Entered(waited: false);
        _world.Place(1);
        _world.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(LaneWaits.Silent, Lane.Load.Waits);
    }

    [Theory]
    [InlineData(AttemptFault.ConnectionRefused, "no host of the site can be reached")]
    [InlineData(AttemptFault.RouteTemporary, "DNS does not tell the way to the site")]
    [InlineData(AttemptFault.Timeout, LaneWaits.Silent)]
    [InlineData(AttemptFault.ConnectionLost, "the site breaks connections off, or does not speak SMTP")]
    [InlineData(AttemptFault.TlsFailed, "TLS with the site does not come about")]
    [InlineData(AttemptFault.None, "the site puts mail off")]
    public void Trouble_between_us_is_told_by_what_ended_the_attempt(AttemptFault fault, string words) =>
        Assert.Equal(words, LaneWaits.After(After(BounceCategory.RemoteFault, fault)));

    [Fact]
    public void What_is_neither_the_sites_nor_the_addresses_trouble_has_no_words()
    {
        Assert.Null(LaneWaits.After(After(BounceCategory.Rate, scope: FailureScope.Recipient)));
        Assert.Null(LaneWaits.After(After(BounceCategory.BadDomain, kind: OutcomeKind.Bounced)));
        Assert.NotNull(LaneWaits.After(After(BounceCategory.Authentication, kind: OutcomeKind.Bounced, shut: Minute)));
    }

    [Fact]
    public void Lanes_are_told_by_reason_the_largest_first_and_small_sites_without_their_names()
    {
        var until = _world.Now;
        var waits = LaneWaits.Grouped(
        [
            Load("small.example", 9, until, "dead"),
            Load("later.example", 10, until + Minute, "dead"),
            Load("busy.example", 5_000, null, null),
            .. Enumerable.Range(1, 7).Select(site => Load($"s{site}.example", 100 * site, null, "full")),
        ]);

        Assert.Equal(2, waits.Length);
        Assert.Equal(("full", 7, null), (waits[0].Reason, waits[0].Lanes, waits[0].Until));
        Assert.Equal(["s7.example", "s6.example", "s5.example", "s4.example", "s3.example"], waits[0].Sites);
        Assert.Equal(("dead", 2, until + Minute), (waits[1].Reason, waits[1].Lanes, waits[1].Until));
        Assert.Equal(["later.example"], waits[1].Sites);
    }

    private static LaneLoad Load(string site, long tried, DateTimeOffset? until, string? waits) =>
        new(site, 0, 0, 0, tried, until, waits);

    private static Attempt After(
        BounceCategory category,
        AttemptFault fault = AttemptFault.None,
        FailureScope scope = FailureScope.Site,
        OutcomeKind kind = OutcomeKind.Deferred,
        TimeSpan? shut = null) => new(
        new AttemptEnd(DeliveryStage.Connect, fault, 0, null, "", "site.test", null),
        new OutcomeDecision(kind, scope, category, NextStep.Done, ShutSiteFor: shut));
}
