using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.People;

public sealed class SignInThrottleTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly PeopleOptions _options = new();
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(Options.Create(_options), _clock);

    [Fact]
    public void One_address_fails_thirty_times_in_a_quarter_of_an_hour() =>
        Assert.Equal(_options.FailuresOfAddress, Heard(10_000, _ => "192.0.2.1"));

    [Fact]
    public void One_address_is_one_in_IPv6_clothes_too() =>
        Assert.Equal(
            _options.FailuresOfAddress,
            Heard(10_000, guess => guess % 2 == 0 ? "192.0.2.1" : "::ffff:192.0.2.1"));

    [Theory]
    [InlineData("192.0.2.")]
    [InlineData("2001:db8::")]
    public void One_network_fails_a_hundred_times(string prefix) =>
        Assert.Equal(_options.FailuresOfNetwork, Heard(10_000, guess => $"{prefix}{guess % 200}"));

    [Fact]
    public void All_together_fail_a_thousand_times() =>
        Assert.Equal(
            _options.FailuresInAll, Heard(10_000, guess => $"10.{guess / 250 % 250}.{guess % 250}.1"));

    [Fact]
    public void A_new_quarter_begins_empty()
    {
        Assert.Equal(30, Heard(100, _ => "192.0.2.1"));
        _clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(30, Heard(100, _ => "192.0.2.1"));
    }

    [Fact]
    public void Who_succeeds_is_not_counted()
    {
        for (var time = 0; time < 1_000; time++)
        {
            Assert.True(_throttle.TryBegin("192.0.2.1"));
            _throttle.Succeeded("192.0.2.1");
        }
    }

    private int Heard(int guesses, Func<int, string> from) =>
        Enumerable.Range(0, guesses).Count(guess => _throttle.TryBegin(from(guess)));
}
