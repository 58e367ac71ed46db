namespace OrleansMail.Delivery;

public sealed class LaneRunnerTests
{
    private readonly DeliveryWorld _world = new();

    private LaneRunner Lane => _world.Lane;

    [Fact]
    public void A_shut_lane_takes_nothing_and_says_until_when()
    {
        Lane.Shut(TimeSpan.FromMinutes(1));

        var refused = _world.Mail(0);
        Assert.False(Lane.TryPlace(refused, out var until));
        Assert.Equal(_world.Now + TimeSpan.FromMinutes(1), until);
        Assert.True(refused.IsInDoubt);
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(Lane.TryPlace(_world.Mail(1), out _));
    }

    [Fact]
    public void A_lane_that_waits_for_something_of_ours_holds_nothing_against_its_site()
    {
        _world.Place(1);
        Lane.Hold(TimeSpan.FromSeconds(5), LaneWaits.Engine);
        Assert.Equal(_world.Now.AddSeconds(5), Assert.Single(_world.Finished).Due);

        var refused = _world.Mail(1);
        Assert.False(Lane.TryPlace(refused, out var until));
        Assert.Equal(_world.Now.AddSeconds(5), until);
        Assert.False(refused.IsInDoubt);
        _world.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(SessionKind.First, Lane.Wants);
        Assert.True(Lane.TryPlace(_world.Mail(2), out _));
    }

    [Fact]
    public void What_is_put_back_into_a_shut_lane_goes_back_to_its_chunk()
    {
        _world.Place(2);
        var taken = Lane.Take(2);
        Lane.Shut(TimeSpan.FromMinutes(1));

        Lane.PutBack(taken);

        Assert.Equal(_world.Now + TimeSpan.FromMinutes(1), Assert.Single(_world.Finished).Due);
        Assert.Empty(Lane.Take(2));
    }

    [Fact]
    public void What_is_put_back_after_a_stop_goes_back_to_its_chunk()
    {
        _world.Place(2);
        var taken = Lane.Take(2);
        _world.Run.Stopped = true;

        Lane.PutBack(taken);

        Assert.Equal(_world.Now, Assert.Single(_world.Finished).Due);
        Assert.Empty(Lane.Take(2));
    }

    [Fact]
    public void The_longest_of_several_waits_holds()
    {
        Lane.Shut(TimeSpan.FromHours(1));
        Lane.Shut(TimeSpan.FromSeconds(5));

        Lane.TryPlace(_world.Mail(0), out var until);

        Assert.Equal(_world.Now + TimeSpan.FromHours(1), until);
    }

    [Fact]
    public void A_full_lane_refuses_a_campaign_and_takes_a_stream()
    {
        _world.Place(16);

        Assert.False(Lane.TryPlace(_world.Mail(16), out var until));
        Assert.Null(until);
        Assert.True(Lane.TryPlace(_world.Mail(17, run: new FakeRun(isStream: true)), out _));
    }

    [Fact]
    public void Until_the_lane_has_said_more_there_is_one_session()
    {
        _world.Place(16);
        Assert.Equal(1, _world.Sessions.Started);

        Lane.Allow(3);
        Assert.Equal(3, _world.Sessions.Started);
    }

    [Fact]
    public void A_session_that_waits_for_its_place_is_asked_for_once_and_promoted_when_it_is_the_last()
    {
        _world.Place(1);
        Lane.Opened(TimeSpan.FromMilliseconds(10));
        Lane.Allow(3);
        Lane.Take(1);
        _world.Sessions.IsFull = true;
        _world.Place(12);
        Assert.Equal(2, _world.Sessions.Started);
        Assert.Null(_world.Sessions.Promoted);

        Lane.Done(new(1, 1), TimeSpan.FromMilliseconds(10));
        Lane.Left();

        Assert.Same(Lane, _world.Sessions.Promoted);
        Assert.Equal(2, _world.Sessions.Started);
        _world.Sessions.IsFull = false;
        Lane.Entered(waited: true);
        Assert.Equal(4, _world.Sessions.Started);
    }

    [Fact]
    public void Mails_for_a_site_in_doubt_are_counted_by_themselves_and_refused_when_there_are_enough()
    {
        Lane.Shut(TimeSpan.FromSeconds(1));
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SessionKind.Doubtful, Lane.Wants);
        var mail = _world.Mail(0);
        mail.Wait();
        Assert.Equal((1, 0), (_world.Run.Waits, _world.Run.WaitsInDoubt));

        Assert.True(Lane.TryPlace(mail, out _));
        Assert.Equal((1, 1), (_world.Run.Waits, _world.Run.WaitsInDoubt));
        _world.Run.IsFullOfDoubt = true;
        var refused = _world.Mail(1);
        Assert.False(Lane.TryPlace(refused, out var due));
        Assert.True(refused.IsInDoubt);
        Assert.Equal(_world.Now.AddSeconds(30), due);

        Lane.Take(1);
        Assert.Equal((0, 0), (_world.Run.Waits, _world.Run.WaitsInDoubt));
    }

    [Fact]
    public void A_site_that_puts_off_what_it_is_sent_is_in_doubt_until_it_takes_it()
    {
        Lane.Done(new(4, 0), TimeSpan.FromMilliseconds(10));
        Assert.Equal(SessionKind.Doubtful, Lane.Wants);

        Lane.Done(new(4, 4), TimeSpan.FromMilliseconds(10));
        Lane.Done(new(4, 4), TimeSpan.FromMilliseconds(10));

        Assert.Equal(SessionKind.First, Lane.Wants);
    }

    [Fact]
    public void A_site_that_puts_off_first_attempts_stays_in_doubt_although_it_takes_the_later_ones()
    {
        var time = TimeSpan.FromMilliseconds(10);
        Lane.Done(new(Sent: 1, Accepted: 0, First: 1, FirstAccepted: 0), time);
        Lane.Done(new(Sent: 16, Accepted: 16), time);
        Lane.Done(new(Sent: 16, Accepted: 16), time);
        Assert.Equal(SessionKind.Doubtful, Lane.Wants);
        Assert.True(Lane.AsksFirst(_world.Mail(0)));
        Assert.False(Lane.AsksFirst(_world.Mail(1, run: new FakeRun(isStream: true))));

        Lane.Done(new(Sent: 1, Accepted: 1, First: 1, FirstAccepted: 1), time);
        Lane.Done(new(Sent: 1, Accepted: 1, First: 1, FirstAccepted: 1), time);

        Assert.Equal(SessionKind.First, Lane.Wants);
        Assert.False(Lane.AsksFirst(_world.Mail(2)));
    }

    [Fact]
    public void A_lane_in_doubt_waits_its_turn_for_a_further_session_too()
    {
        Lane.Allow(5);
        _world.Place(8);
        Assert.Equal(SessionKind.Further, Lane.Wants);

        Lane.Done(new(4, 0), TimeSpan.FromMilliseconds(10));

        Assert.Equal(SessionKind.Doubtful, Lane.Wants);
    }

    [Fact]
    public void The_mail_of_a_stream_waits_for_nobody_although_its_site_is_in_doubt()
    {
        _world.Sessions.IsFull = true;
        _world.Sessions.IsBehind = true;
        _world.Place(2);
        Lane.Take(1);
        Lane.Done(new(4, 0), TimeSpan.FromMilliseconds(10));
        Assert.Equal(SessionKind.Doubtful, Lane.Wants);
        Assert.True(Lane.TooMany(hasBegun: true));
        Assert.False(Lane.TooMany(hasBegun: false));

        Lane.TryPlace(_world.Mail(9, run: new FakeRun(isStream: true)), out _);

        Assert.Same(Lane, _world.Sessions.Promoted);
        Assert.Equal(SessionKind.First, Lane.Wants);
        Assert.False(Lane.TooMany(hasBegun: true));
    }

    [Fact]
    public void What_is_begun_is_counted_by_its_mails_for_the_turn_of_those_in_doubt()
    {
        _world.Place(5);
        Lane.Take(4);
        Assert.Equal(4, _world.Sessions.Begun);

        Lane.Done(new(4, 0), TimeSpan.FromMilliseconds(10));
        Lane.Take(4);

        Assert.Equal(4, _world.Sessions.Begun);
    }

    [Fact]
    public void A_session_of_a_slow_site_takes_what_it_can_send_in_some_seconds()
    {
        _world.Place(8);
        Assert.Equal(4, Lane.Take(4).Count);
        for (var lease = 0; lease < 30; lease++)
        {
            Lane.Done(new(1, 1, 1, 1), TimeSpan.FromSeconds(8));
        }

        Assert.Single(Lane.Take(4));
    }

    [Fact]
    public void What_waits_behind_a_mail_that_was_answered_does_not_wait_for_a_silent_site()
    {
        _world.Place(8);
        Lane.Take(4);
        _world.Clock.Advance(TimeSpan.FromSeconds(1.5));
        Lane.Tell(new Attempt(FakeConnection.Ok, FakeConnection.Policy.Decide(FakeConnection.Ok)));
        _world.Clock.Advance(TimeSpan.FromSeconds(1.5));

        Lane.ReleaseStuck();
        Assert.Equal(4, _world.Run.Waits);

        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        Lane.ReleaseStuck();
        Assert.Equal(0, _world.Run.Waits);
    }

    [Fact]
    public void What_no_session_comes_for_goes_back_to_every_campaign_and_of_them_that_of_streams_is_not_in_doubt()
    {
        var other = new FakeRun();
        var stream = new FakeRun(isStream: true);
        Mail[] mails = [_world.Mail(0), _world.Mail(1, run: other), _world.Mail(2, run: stream)];
        var lane = new LaneRunner(DeliveryWorld.Key, _world.Sessions, _world.Options, _world.Clock);
        lane.Entered(waited: false);
        Assert.All(mails, mail => Assert.True(lane.TryPlace(mail, out _)));
        _world.Clock.Advance(TimeSpan.FromSeconds(3));

        lane.ReleaseStuck();

        Assert.Equal((0, 0, 0), (_world.Run.Waits, other.Waits, stream.Waits));
        Assert.Equal([true, true, false], mails.Select(mail => mail.IsInDoubt));
    }

    [Fact]
    public void A_site_in_doubt_is_let_go_by_later_attempts_alone_when_it_takes_many()
    {
        Lane.Done(new(Sent: 4, Accepted: 0, First: 4, FirstAccepted: 0), TimeSpan.FromMilliseconds(10));
        for (var lease = 0; lease < 20; lease++)
        {
            Lane.Done(new(Sent: 16, Accepted: 16), TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(SessionKind.First, Lane.Wants);
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(4, true)] // two replies of 2 s
    [InlineData(2, false)] // a host far away that looks at what it gets
    public void A_site_whose_sessions_take_long_for_a_mail_is_in_doubt_however_many_it_may_have(int seconds, bool isInDoubt)
    {
        Lane.Allow(20);
        Assert.Equal(SessionKind.First, Lane.Wants);

        for (var lease = 0; lease < 30; lease++)
        {
            Lane.Done(new(1, 1, 1, 1), TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(isInDoubt ? SessionKind.Doubtful : SessionKind.First, Lane.Wants);
    }

    [Fact]
    public void A_mail_does_not_wait_for_sessions_that_are_busy()
    {
        Lane.Allow(2);
        _world.Place(1);
        Assert.Single(Lane.Take(4));

        Lane.TryPlace(_world.Mail(1), out _);

        Assert.Equal(2, _world.Sessions.Started);
    }

    [Fact]
    public void A_free_session_is_enough_for_what_fits_its_lease()
    {
        Lane.Allow(5);
        _world.Place(4);

        Assert.Equal(1, _world.Sessions.Started);
    }

    [Fact]
    public void A_session_that_leaves_is_followed_by_one_for_what_came_meanwhile()
    {
        _world.Place(1);

        Lane.Left();

        Assert.Equal(2, _world.Sessions.Started);
    }

    [Fact]
    public void More_sessions_than_allowed_are_too_many()
    {
        Lane.Allow(2);
        _world.Place(8);
        Assert.False(Lane.TooMany(hasBegun: true));

        Lane.Allow(1);

        Assert.True(Lane.TooMany(hasBegun: true));
    }

    [Fact]
    public void News_are_there_as_long_as_mail_waits_and_come_with_the_next_one()
    {
        var news = Lane.NewsAsync();
        Assert.False(news.IsCompleted);

        _world.Place(1);

        Assert.True(news.IsCompleted);
        Assert.True(Lane.NewsAsync().IsCompleted);
    }

    [Fact]
    public void Before_a_host_has_let_one_in_there_is_one_session_and_little_mail()
    {
        var lane = new LaneRunner(DeliveryWorld.Key, _world.Sessions, _world.Options, _world.Clock);
        lane.Allow(20);
        var placed = Enumerable.Range(0, 16).Count(row => lane.TryPlace(_world.Mail(row), out _));

        Assert.Equal((4, 1), (placed, _world.Sessions.Started));
        lane.Opened(TimeSpan.FromMilliseconds(5));
        Assert.True(lane.TryPlace(_world.Mail(16), out _));
        Assert.Equal(2, _world.Sessions.Started);
    }

    [Fact]
    public void A_silent_site_is_asked_again_later_and_what_waits_for_it_can_be_taken_back()
    {
        var lane = new LaneRunner(DeliveryWorld.Key, _world.Sessions, _world.Options, _world.Clock);
        for (var row = 0; row < 4; row++)
        {
            Assert.True(lane.TryPlace(_world.Mail(row), out _));
        }

        Assert.False(lane.TryPlace(_world.Mail(4), out var due));
        Assert.Null(due);
        _world.Clock.Advance(TimeSpan.FromSeconds(3));

        var refused = _world.Mail(5);
        Assert.False(lane.TryPlace(refused, out due));
        Assert.Equal(_world.Now.AddSeconds(4), due);
        Assert.True(refused.IsInDoubt);
        lane.ReleaseStuck();
        Assert.Equal(0, _world.Run.Waits);
        Assert.True(lane.TryPlace(_world.Mail(6), out _));
    }

    // If it were not, it would be waited for with one of the few chunks that are looked through at a time.
    [Fact]
    public void A_site_that_lets_a_session_wait_is_in_doubt_although_what_waited_was_taken_back()
    {
        var lane = new LaneRunner(DeliveryWorld.Key, _world.Sessions, _world.Options, _world.Clock);
        Assert.True(lane.TryPlace(_world.Mail(0), out _));
        Assert.Equal(SessionKind.First, lane.Wants);
        _world.Clock.Advance(TimeSpan.FromSeconds(3));
        lane.ReleaseStuck();

        for (var row = 1; row < 5; row++)
        {
            var mail = _world.Mail(row);
            Assert.True(lane.TryPlace(mail, out _));
            Assert.True(mail.IsInDoubt);
        }

        Assert.False(lane.TryPlace(_world.Mail(5), out var due));
        Assert.Equal(_world.Now.AddSeconds(4), due);
        Assert.Equal(SessionKind.Doubtful, lane.Wants);
    }

    [Fact]
    public void A_site_that_was_tried_and_has_let_nobody_in_is_in_doubt_from_the_start_of_the_next_session()
    {
        var lane = new LaneRunner(DeliveryWorld.Key, _world.Sessions, _world.Options, _world.Clock);
        lane.Done(new(Sent: 1, Accepted: 0, First: 1, FirstAccepted: 0), TimeSpan.FromSeconds(30));

        Assert.Equal(SessionKind.Doubtful, lane.Wants);
        lane.Opened(TimeSpan.FromMilliseconds(10));
        for (var lease = 0; lease < 10; lease++)
        {
            lane.Done(new(Sent: 4, Accepted: 4, First: 4, FirstAccepted: 4), TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(SessionKind.First, lane.Wants);
    }

    [Fact]
    public void A_site_that_stays_silent_is_asked_again_after_as_long_as_it_has_been_silent_a_minute_at_most()
    {
        var lane = new LaneRunner(DeliveryWorld.Key, _world.Sessions, _world.Options, _world.Clock);
        lane.Entered(waited: false);
        Fill();
        _world.Clock.Advance(TimeSpan.FromSeconds(20));

        lane.TryPlace(_world.Mail(9), out var due);
        Assert.Equal(_world.Now.AddSeconds(20), due);
        lane.ReleaseStuck();
        Fill();
        _world.Clock.Advance(TimeSpan.FromSeconds(80));

        lane.TryPlace(_world.Mail(9), out due);
        Assert.Equal(_world.Now.AddSeconds(60), due);

        void Fill()
        {
            for (var row = 0; row < 4; row++)
            {
                Assert.True(lane.TryPlace(_world.Mail(row), out _));
            }
        }
    }

    [Fact]
    public void A_lane_that_waits_for_its_place_is_not_taken_for_a_silent_site()
    {
        _world.Sessions.IsFull = true;
        var lane = new LaneRunner(DeliveryWorld.Key, _world.Sessions, _world.Options, _world.Clock);
        for (var row = 0; row < 4; row++)
        {
            Assert.True(lane.TryPlace(_world.Mail(row), out _));
        }

        _world.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.False(lane.TryPlace(_world.Mail(4), out var due));
        Assert.Null(due);
        lane.ReleaseStuck();
        Assert.Equal(4, _world.Run.Waits);
    }

    [Fact]
    public void A_slow_site_holds_less_than_a_fast_one()
    {
        var options = new DeliveryOptions();
        var slow = new LaneRunner(DeliveryWorld.Key, _world.Sessions, options, _world.Clock);
        slow.Opened(TimeSpan.FromSeconds(6));
        var fast = new LaneRunner(DeliveryWorld.Key, _world.Sessions, options, _world.Clock);
        fast.Opened(TimeSpan.FromMilliseconds(6));

        var placed = new[] { slow, fast }.Select(lane => Enumerable.Range(0, 3000)
            .TakeWhile(row => lane.TryPlace(_world.Mail(row), out _)).Count()).ToArray();

        Assert.Equal([8, 500], placed);
        Assert.False(slow.TryPlace(_world.Mail(1), out var due));
        Assert.Equal(_world.Now.AddSeconds(32), due);
        Assert.False(fast.TryPlace(_world.Mail(1), out due));
        Assert.Null(due);
    }

    [Fact]
    public void A_lane_gives_a_session_up_when_another_lane_has_none()
    {
        Lane.Allow(3);
        _world.Place(12);
        Assert.False(Lane.TooMany(hasBegun: true));

        _world.Sessions.OthersWait = true;

        Assert.True(Lane.TooMany(hasBegun: true));
    }

    [Fact]
    public void A_lane_that_nobody_uses_is_let_go_and_takes_nothing_any_more()
    {
        Assert.False(Lane.TryRetire());
        _world.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.True(Lane.TryRetire());
        Assert.False(Lane.TryPlace(_world.Mail(0), out var due));
        Assert.Equal(_world.Now, due);
    }

    [Fact]
    public void Dropping_a_campaign_leaves_the_others()
    {
        _world.Place(2);
        var other = new FakeRun();
        Lane.TryPlace(_world.Mail(9, run: other), out _);

        Lane.Drop(_world.Run);

        Assert.Equal([9], Lane.Take(4).Select(mail => mail.Row));
    }
}
