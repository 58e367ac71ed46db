namespace OrleansMail.Delivery;

/// <summary>A session stands aside while its host is silent, and at no other time.</summary>
public sealed class SessionWaitTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly DeliveryWorld _world = new();
    private readonly SessionRoom _room = new(1);
    private readonly SessionWait _wait;

    public SessionWaitTests()
    {
        _wait = new SessionWait(_room, SessionKind.First, _world.Clock);
        Assert.True(_room.TryEnter(_world.Lane, SessionKind.First));
        Assert.False(_room.TryEnter(Lane(), SessionKind.First));
        Assert.False(_room.TryEnter(Lane(), SessionKind.First));
    }

    [Fact]
    public void It_stands_aside_once_when_its_host_has_been_silent_for_three_seconds()
    {
        _wait.Asked();
        _world.Clock.Advance(Silence);
        Assert.False(_wait.TryStandAside());

        _world.Clock.Advance(Moment);

        Assert.True(_wait.TryStandAside());
        Assert.False(_wait.TryStandAside());
        Assert.Equal((0, 1), (_room.Load.Open, _room.Load.Aside));
    }

    [Fact]
    public void A_host_that_answers_is_not_silent()
    {
        _wait.Asked();
        _world.Clock.Advance(Silence);
        _wait.Answered();
        _world.Clock.Advance(Silence);
        Assert.False(_wait.TryStandAside());

        _wait.Asked();
        _world.Clock.Advance(Silence);
        Assert.False(_wait.TryStandAside());
    }

    [Fact]
    public void When_its_lease_is_done_it_counts_again()
    {
        StandAside();

        _wait.Done();

        Assert.Equal((1, 0), (_room.Load.Open, _room.Load.Aside));
        _world.Clock.Advance(Silence + Silence);
        Assert.False(_wait.TryStandAside());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Wherever_it_stands_its_end_is_counted_once(bool aside)
    {
        if (aside)
        {
            StandAside();
        }

        _wait.Leave();

        Assert.Equal((0, 0), (_room.Load.Open, _room.Load.Aside));
        _wait.Asked();
        _world.Clock.Advance(Silence + Moment);
        Assert.False(_wait.TryStandAside());
    }

    private void StandAside()
    {
        _wait.Asked();
        _world.Clock.Advance(Silence + Moment);
        Assert.True(_wait.TryStandAside());
    }

    private LaneRunner Lane() => new(DeliveryWorld.Key, _world.Sessions, _world.Options, _world.Clock);
}
