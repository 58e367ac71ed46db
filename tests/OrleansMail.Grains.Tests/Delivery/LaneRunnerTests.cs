namespace OrleansMail.Delivery;

public sealed class LaneRunnerTests
{
    private readonly DeliveryWorld _world = new();

    private LaneRunner Lane => _world.Lane;

    [Fact]
    public void A_shut_lane_takes_nothing_and_says_until_when()
    {
        Lane.Shut(TimeSpan.FromMinutes(1));

        Assert.False(Lane.TryPlace(_world.Mail(0), out var until));
        Assert.Equal(_world.Now + TimeSpan.FromMinutes(1), until);
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(Lane.TryPlace(_world.Mail(1), out _));
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
        Assert.False(Lane.TooMany());

        Lane.Allow(1);

        Assert.True(Lane.TooMany());
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
    public void Dropping_a_campaign_leaves_the_others()
    {
        _world.Place(2);
        var other = new FakeRun();
        Lane.TryPlace(_world.Mail(9, run: other), out _);

        Lane.Drop(_world.Run);

        Assert.Equal([9], Lane.Take(4).Select(mail => mail.Row));
    }
}
