using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Lanes;

public sealed class RecentLeasesTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RecentLeases<int> _leases;

    public RecentLeasesTests() => _leases = new RecentLeases<int>(_clock);

    [Fact]
    public void The_first_word_of_a_lease_stands()
    {
        var lease = Guid.NewGuid();

        Assert.True(_leases.TryAdd(lease, 1));
        Assert.False(_leases.TryAdd(lease, 2));

        Assert.True(_leases.TryGet(lease, out var value));
        Assert.Equal(1, value);
    }

    [Fact]
    public void What_is_older_than_two_minutes_goes_when_something_new_comes()
    {
        var old = Guid.NewGuid();
        var late = Guid.NewGuid();
        _leases.TryAdd(old, 1);
        _clock.Advance(TimeSpan.FromSeconds(60));
        _leases.TryAdd(late, 2);
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True(_leases.TryGet(old, out _));

        _leases.TryAdd(Guid.NewGuid(), 3);

        Assert.False(_leases.TryGet(old, out _));
        Assert.True(_leases.TryGet(late, out _));
    }

    [Fact]
    public void However_many_come_at_once_2048_are_kept()
    {
        var first = Guid.NewGuid();
        _leases.TryAdd(first, 0);
        for (var number = 1; number < 2048; number++)
        {
            _leases.TryAdd(Guid.NewGuid(), number);
        }

        Assert.True(_leases.TryGet(first, out _));
        _leases.TryAdd(Guid.NewGuid(), 2048);
        Assert.False(_leases.TryGet(first, out _));
    }
}
