namespace OrleansMail.People;

public sealed class LockOutTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(7, 4)]
    [InlineData(8, 8)]
    [InlineData(9, 16)]
    [InlineData(10, 15 * 60)]
    [InlineData(99, 15 * 60)]
    public void Each_failure_costs_more(int failures, int seconds)
    {
        var end = Noon.AddSeconds(seconds);
        var locked = new LockOut(failures, Noon);

        Assert.Equal(seconds > 0, locked.IsShut(end.AddTicks(-1)));
        Assert.False(locked.IsShut(end));
    }

    [Fact]
    public void Ten_thousand_guesses_at_one_account_are_heard_a_hundred_times_in_more_than_22_hours()
    {
        var (locked, heard, now) = (LockOut.None, 0, Noon);
        for (var guess = 0; guess < 10_000; guess++)
        {
            // The most patient attacker: always the first moment that is open.
            now = locked.OpensAt > now && locked.OpensAt < DateTimeOffset.MaxValue ? locked.OpensAt : now;
            if (!locked.IsShut(now))
            {
                heard++;
                locked = locked.After(now);
            }
        }

        Assert.Equal(LockOut.Most, heard);
        Assert.True(now - Noon > TimeSpan.FromHours(22));
        Assert.True(locked.IsShut(now.AddYears(100)));
    }
}
