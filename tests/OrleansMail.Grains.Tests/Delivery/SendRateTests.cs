using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Delivery;

public sealed class SendRateTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void It_counts_the_last_ten_whole_seconds_and_forgets_the_rest()
    {
        var rate = new SendRate(_clock);
        for (var second = 0; second < 30; second++)
        {
            rate.Add(20);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(20, rate.PerSecond);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(10, rate.PerSecond);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, rate.PerSecond);
    }
}
