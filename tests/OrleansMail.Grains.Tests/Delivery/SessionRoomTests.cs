namespace OrleansMail.Delivery;

public sealed class SessionRoomTests
{
    private readonly DeliveryWorld _world = new();

    [Fact]
    public void A_quarter_is_kept_for_lanes_that_have_no_session()
    {
        var room = new SessionRoom(4);
        var lane = Lane();

        Assert.True(room.TryEnter(lane, SessionKind.First));
        Assert.True(room.TryEnter(lane, SessionKind.Further));
        Assert.True(room.TryEnter(lane, SessionKind.Further));
        Assert.False(room.TryEnter(lane, SessionKind.Further));
        Assert.False(room.FirstWait);
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
    }

    [Fact]
    public void A_lane_without_a_session_comes_before_one_that_has_some()
    {
        var room = new SessionRoom(4);
        var (busy, late) = (Lane(), Lane());
        for (var number = 0; number < 4; number++)
        {
            Assert.True(room.TryEnter(busy, SessionKind.First));
        }

        Assert.False(room.TryEnter(busy, SessionKind.Further));
        Assert.False(room.TryEnter(late, SessionKind.First));
        Assert.True(room.FirstWait);

        Assert.Same(late, Leave(room));
        Assert.False(room.FirstWait);
        Assert.Null(Leave(room));
        Assert.Same(busy, Leave(room));
        Assert.Null(Leave(room));
    }

    [Fact]
    public void Whoever_has_been_idle_longest_makes_room_for_a_lane_that_waits()
    {
        var room = new SessionRoom(2);
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
        using var longest = room.Rest();
        using var other = room.Rest();

        Assert.False(room.TryEnter(Lane(), SessionKind.First));

        Assert.True(longest.Wanted.IsCompleted);
        Assert.False(other.Wanted.IsCompleted);
    }

    [Fact]
    public void A_session_that_has_something_to_do_again_is_left_alone()
    {
        var room = new SessionRoom(1);
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
        var rest = room.Rest();
        rest.Dispose();

        Assert.False(room.TryEnter(Lane(), SessionKind.First));

        Assert.False(rest.Wanted.IsCompleted);
    }

    [Fact]
    public void Nobody_rests_while_a_lane_waits()
    {
        var room = new SessionRoom(1);
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
        Assert.False(room.TryEnter(Lane(), SessionKind.First));

        using var rest = room.Rest();

        Assert.True(rest.Wanted.IsCompleted);
    }

    [Fact]
    public void Idle_sessions_end_until_a_lane_that_wants_a_further_one_has_it()
    {
        var room = new SessionRoom(4);
        var lane = Lane();
        for (var number = 0; number < 4; number++)
        {
            Assert.True(room.TryEnter(Lane(), SessionKind.First));
        }

        using var longest = room.Rest();
        using var other = room.Rest();
        Assert.False(room.TryEnter(lane, SessionKind.Further));
        Assert.True(longest.Wanted.IsCompleted);
        Assert.False(other.Wanted.IsCompleted);

        Assert.Null(Leave(room));
        Assert.True(other.Wanted.IsCompleted);
        Assert.Same(lane, Leave(room));
    }

    [Fact]
    public void An_idle_session_whose_end_would_give_no_place_is_left_alone()
    {
        var room = new SessionRoom(4);
        for (var number = 0; number < 4; number++)
        {
            Assert.True(room.TryEnter(Lane(), SessionKind.First));
        }

        using var idle = room.Rest();

        Assert.False(room.TryEnter(Lane(), SessionKind.Further));

        Assert.False(idle.Wanted.IsCompleted);
    }

    [Fact]
    public void A_lane_that_lost_its_sessions_while_it_waited_for_one_more_has_the_right_of_those_without_any()
    {
        var room = new SessionRoom(4);
        var lane = Lane();
        for (var number = 0; number < 4; number++)
        {
            Assert.True(room.TryEnter(Lane(), SessionKind.First));
        }

        Assert.False(room.TryEnter(lane, SessionKind.Further));
        room.Promote(lane, SessionKind.First);
        Assert.True(room.FirstWait);
        Assert.Same(lane, Leave(room));
        Assert.Null(Leave(room));
        Assert.Null(Leave(room));
    }

    [Fact]
    public void A_place_that_is_kept_for_such_a_lane_is_given_at_once()
    {
        var room = new SessionRoom(4);
        var lane = Lane();
        for (var number = 0; number < 3; number++)
        {
            Assert.True(room.TryEnter(Lane(), SessionKind.First));
        }

        Assert.False(room.TryEnter(lane, SessionKind.Further));

        room.Promote(lane, SessionKind.First);
        room.Promote(lane, SessionKind.First);

        Assert.Same(lane, Next(room));
        Assert.Null(room.Next());
    }

    [Fact]
    public void Lanes_in_doubt_get_one_mail_of_many_while_others_wait()
    {
        var room = new SessionRoom(4);
        var (doubtful, first, second) = (Lane(), Lane(), Lane());
        for (var number = 0; number < 4; number++)
        {
            Assert.True(room.TryEnter(Lane(), SessionKind.First));
        }

        Assert.False(room.TryEnter(doubtful, SessionKind.Doubtful));
        Assert.False(room.TryEnter(first, SessionKind.First));
        Assert.False(room.TryEnter(second, SessionKind.First));

        Assert.False(room.Began(SessionRoom.DoubtfulEvery - 1, isDoubtful: false));
        Assert.Same(first, Leave(room));
        Assert.True(room.Began(1, isDoubtful: false));
        Assert.Same(doubtful, Leave(room));
        Assert.False(room.TryEnter(Lane(), SessionKind.Doubtful));
        Assert.Same(second, Leave(room));
    }

    [Fact]
    public void A_lease_of_a_lane_in_doubt_counts_by_its_mails()
    {
        var room = new SessionRoom(1_000, isBusy: () => true);
        var second = Lane();
        Assert.False(room.TryEnter(Lane(), SessionKind.Doubtful));
        Assert.False(room.TryEnter(second, SessionKind.Doubtful));
        Assert.True(room.Began(SessionRoom.DoubtfulEvery, isDoubtful: false));
        Assert.NotNull(room.Next());

        Assert.False(room.Began(3, isDoubtful: true));

        Assert.False(room.Began((3 * SessionRoom.DoubtfulEvery) - 1, isDoubtful: false));
        Assert.Null(room.Next());
        Assert.True(room.Began(1, isDoubtful: false));
        Assert.Same(second, Next(room));
    }

    [Fact]
    public void What_lanes_in_doubt_get_while_nobody_waits_is_soon_forgotten()
    {
        var busy = false;
        var room = new SessionRoom(1_000, isBusy: () => busy);
        for (var lease = 0; lease < 100; lease++)
        {
            Assert.True(room.TryEnter(Lane(), SessionKind.Doubtful));
            room.Began(20, isDoubtful: true);
        }

        busy = true;
        Assert.False(room.TryEnter(Lane(), SessionKind.Doubtful));

        Assert.True(room.Began(21 * SessionRoom.DoubtfulEvery, isDoubtful: false));
    }

    [Fact]
    public void A_lane_in_doubt_that_gets_what_waits_for_nobody_comes_before_the_others()
    {
        var room = new SessionRoom(1);
        var (other, urgent) = (Lane(), Lane());
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
        Assert.False(room.TryEnter(urgent, SessionKind.Doubtful));
        room.Promote(urgent, SessionKind.First);
        Assert.False(room.TryEnter(other, SessionKind.First));

        Assert.Same(urgent, Leave(room));
        Assert.Same(other, Leave(room));
        Assert.Null(Leave(room));
    }

    [Fact]
    public void Lanes_in_doubt_never_have_more_than_half()
    {
        var room = new SessionRoom(4);
        var lane = Lane();
        Assert.True(room.TryEnter(Lane(), SessionKind.Doubtful));
        Assert.True(room.TryEnter(Lane(), SessionKind.Doubtful));
        Assert.False(room.TryEnter(lane, SessionKind.Doubtful));
        Assert.True(room.TryEnter(Lane(), SessionKind.First));

        room.Leave(SessionKind.First);
        Assert.Null(room.Next());
        room.Leave(SessionKind.Doubtful);
        Assert.Same(lane, Next(room));
    }

    [Fact]
    public void For_a_lane_in_doubt_one_idle_session_ends_and_only_if_there_is_no_other_place()
    {
        var room = new SessionRoom(4);
        for (var number = 0; number < 3; number++)
        {
            Assert.True(room.TryEnter(Lane(), SessionKind.First));
        }

        using var longest = room.Rest();
        using var other = room.Rest();
        Assert.True(room.TryEnter(Lane(), SessionKind.Doubtful));
        Assert.False(longest.Wanted.IsCompleted);

        var waits = Lane();
        Assert.False(room.TryEnter(waits, SessionKind.Doubtful));
        Assert.True(longest.Wanted.IsCompleted);
        Assert.Same(waits, Leave(room));
        Assert.False(other.Wanted.IsCompleted);
    }

    [Fact]
    public void While_the_processor_is_behind_lanes_in_doubt_wait_although_there_is_room()
    {
        var busy = true;
        var room = new SessionRoom(1_000, isBusy: () => busy);
        var (first, second) = (Lane(), Lane());
        Assert.False(room.TryEnter(first, SessionKind.Doubtful));
        Assert.False(room.TryEnter(second, SessionKind.Doubtful));
        Assert.False(room.Began(SessionRoom.DoubtfulEvery - 1, isDoubtful: false));
        Assert.Null(room.Next());
        Assert.True(room.Began(1, isDoubtful: false));
        Assert.Same(first, Next(room));
        Assert.Null(room.Next());
        busy = false;
        Assert.Same(second, Next(room));
        Assert.True(room.TryEnter(Lane(), SessionKind.Doubtful));
    }

    [Fact]
    public void Idle_sessions_are_not_ended_for_lanes_in_doubt_that_wait_for_the_processor()
    {
        var room = new SessionRoom(2, isBusy: () => true);
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
        using var idle = room.Rest();

        Assert.False(room.TryEnter(Lane(), SessionKind.Doubtful));

        Assert.False(idle.Wanted.IsCompleted);
    }

    [Fact]
    public void Only_so_many_start_at_the_same_time()
    {
        var room = new SessionRoom(4, mostStarting: 1);
        var lane = Lane();
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
        Assert.False(room.TryEnter(lane, SessionKind.First));
        Assert.False(room.FirstWait);
        Assert.Null(room.Next());

        room.Started();

        Assert.Same(lane, Next(room));
    }

    [Fact]
    public void A_session_whose_host_is_silent_gives_its_place_to_a_lane_that_waits()
    {
        var room = new SessionRoom(2);
        var waits = Lane();
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
        Assert.False(room.TryStandAside(SessionKind.First));
        Assert.False(room.TryEnter(waits, SessionKind.First));

        Assert.True(room.TryStandAside(SessionKind.First));

        Assert.Same(waits, Next(room));
        Assert.Equal((2, 1), (room.Load.Open, room.Load.Aside));
        room.LeaveAside();
        Assert.Null(room.Next());
        Assert.Equal((2, 0), (room.Load.Open, room.Load.Aside));
    }

    [Fact]
    public void No_more_stand_aside_than_there_are_places()
    {
        var room = new SessionRoom(2);
        for (var number = 0; number < 6; number++)
        {
            room.TryEnter(Lane(), SessionKind.First);
        }

        for (var number = 0; number < 2; number++)
        {
            Assert.True(room.TryStandAside(SessionKind.First));
            Assert.NotNull(room.Next());
        }

        Assert.False(room.TryStandAside(SessionKind.First));
        Assert.Equal((2, 2, 2), (room.Load.Open, room.Load.Aside, room.Load.First));
    }

    [Fact]
    public void Whoever_stands_back_counts_again_and_the_next_to_end_gives_no_place_on()
    {
        var room = new SessionRoom(1);
        var (second, third) = (Lane(), Lane());
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
        Assert.False(room.TryEnter(second, SessionKind.First));
        Assert.False(room.TryEnter(third, SessionKind.First));
        Assert.True(room.TryStandAside(SessionKind.First));
        Assert.Same(second, Next(room));

        room.StandBack(SessionKind.First);

        Assert.Null(Leave(room));
        Assert.Same(third, Leave(room));
    }

    [Fact]
    public void A_silent_lane_in_doubt_lets_another_one_be_tried()
    {
        var room = new SessionRoom(4);
        var waits = Lane();
        Assert.True(room.TryEnter(Lane(), SessionKind.Doubtful));
        Assert.True(room.TryEnter(Lane(), SessionKind.Doubtful));
        Assert.False(room.TryEnter(waits, SessionKind.Doubtful));

        Assert.True(room.TryStandAside(SessionKind.Doubtful));

        Assert.Same(waits, Next(room));
    }

    [Fact]
    public void While_the_processor_is_behind_nobody_stands_aside()
    {
        var room = new SessionRoom(1, isBusy: () => true);
        Assert.True(room.TryEnter(Lane(), SessionKind.First));
        Assert.False(room.TryEnter(Lane(), SessionKind.First));

        Assert.False(room.TryStandAside(SessionKind.First));
    }

    private static LaneRunner? Leave(SessionRoom room)
    {
        room.Leave(SessionKind.First);
        return Next(room);
    }

    private static LaneRunner? Next(SessionRoom room) => room.Next()?.Lane;

    private LaneRunner Lane() => new(DeliveryWorld.Key, _world.Sessions, _world.Options, _world.Clock);
}
