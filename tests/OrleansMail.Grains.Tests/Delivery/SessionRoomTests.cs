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

    private LaneRunner Lane() => new(DeliveryWorld.Key, _world.Sessions, _world.Options, _world.Clock);
}
