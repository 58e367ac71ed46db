namespace OrleansMail.Delivery;

public sealed class SessionRoomTests
{
    private readonly DeliveryWorld _world = new();

    [Fact]
    public void A_quarter_is_kept_for_lanes_that_have_no_session()
    {
        var room = new SessionRoom(4);
        var lane = Lane();

        Assert.True(room.TryEnter(lane, hasOne: false));
        Assert.True(room.TryEnter(lane, hasOne: true));
        Assert.True(room.TryEnter(lane, hasOne: true));
        Assert.False(room.TryEnter(lane, hasOne: true));
        Assert.False(room.FirstWait);
        Assert.True(room.TryEnter(Lane(), hasOne: false));
    }

    [Fact]
    public void A_lane_without_a_session_comes_before_one_that_has_some()
    {
        var room = new SessionRoom(4);
        var (busy, late) = (Lane(), Lane());
        for (var number = 0; number < 4; number++)
        {
            Assert.True(room.TryEnter(busy, hasOne: false));
        }

        Assert.False(room.TryEnter(busy, hasOne: true));
        Assert.False(room.TryEnter(late, hasOne: false));
        Assert.True(room.FirstWait);

        Assert.Same(late, room.Leave());
        Assert.False(room.FirstWait);
        Assert.Null(room.Leave());
        Assert.Same(busy, room.Leave());
        Assert.Null(room.Leave());
    }

    [Fact]
    public void Whoever_has_been_idle_longest_makes_room_for_a_lane_that_waits()
    {
        var room = new SessionRoom(2);
        Assert.True(room.TryEnter(Lane(), hasOne: false));
        Assert.True(room.TryEnter(Lane(), hasOne: false));
        using var longest = room.Rest();
        using var other = room.Rest();

        Assert.False(room.TryEnter(Lane(), hasOne: false));

        Assert.True(longest.Wanted.IsCompleted);
        Assert.False(other.Wanted.IsCompleted);
    }

    [Fact]
    public void A_session_that_has_something_to_do_again_is_left_alone()
    {
        var room = new SessionRoom(1);
        Assert.True(room.TryEnter(Lane(), hasOne: false));
        var rest = room.Rest();
        rest.Dispose();

        Assert.False(room.TryEnter(Lane(), hasOne: false));

        Assert.False(rest.Wanted.IsCompleted);
    }

    [Fact]
    public void Nobody_rests_while_a_lane_waits()
    {
        var room = new SessionRoom(1);
        Assert.True(room.TryEnter(Lane(), hasOne: false));
        Assert.False(room.TryEnter(Lane(), hasOne: false));

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
            Assert.True(room.TryEnter(Lane(), hasOne: false));
        }

        using var longest = room.Rest();
        using var other = room.Rest();
        Assert.False(room.TryEnter(lane, hasOne: true));
        Assert.True(longest.Wanted.IsCompleted);
        Assert.False(other.Wanted.IsCompleted);

        Assert.Null(room.Leave());
        Assert.True(other.Wanted.IsCompleted);
        Assert.Same(lane, room.Leave());
    }

    [Fact]
    public void An_idle_session_whose_end_would_give_no_place_is_left_alone()
    {
        var room = new SessionRoom(4);
        for (var number = 0; number < 4; number++)
        {
            Assert.True(room.TryEnter(Lane(), hasOne: false));
        }

        using var idle = room.Rest();

        Assert.False(room.TryEnter(Lane(), hasOne: true));

        Assert.False(idle.Wanted.IsCompleted);
    }

    [Fact]
    public void A_lane_that_lost_its_sessions_while_it_waited_for_one_more_has_the_right_of_those_without_any()
    {
        var room = new SessionRoom(4);
        var lane = Lane();
        for (var number = 0; number < 4; number++)
        {
            Assert.True(room.TryEnter(Lane(), hasOne: false));
        }

        Assert.False(room.TryEnter(lane, hasOne: true));
        Assert.False(room.TryPromote(lane));

        Assert.True(room.FirstWait);
        Assert.Same(lane, room.Leave());
        Assert.Null(room.Leave());
        Assert.Null(room.Leave());
    }

    [Fact]
    public void A_place_that_is_kept_for_such_a_lane_is_given_at_once()
    {
        var room = new SessionRoom(4);
        var lane = Lane();
        for (var number = 0; number < 3; number++)
        {
            Assert.True(room.TryEnter(Lane(), hasOne: false));
        }

        Assert.False(room.TryEnter(lane, hasOne: true));

        Assert.True(room.TryPromote(lane));
        Assert.False(room.TryPromote(lane));
    }

    private LaneRunner Lane() => new(DeliveryWorld.Key, _world.Sessions, _world.Options, _world.Clock);
}
