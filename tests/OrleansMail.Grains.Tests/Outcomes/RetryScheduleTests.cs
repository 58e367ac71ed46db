using CsCheck;

namespace OrleansMail.Outcomes;

public sealed class RetryScheduleTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Theory]
    [InlineData(1, BounceCategory.RemoteFault, 15)]
    [InlineData(2, BounceCategory.RemoteFault, 30)]
    [InlineData(3, BounceCategory.RemoteFault, 60)]
    [InlineData(4, BounceCategory.RemoteFault, 120)]
    [InlineData(5, BounceCategory.RemoteFault, 240)]
    [InlineData(50, BounceCategory.RemoteFault, 240)]
    [InlineData(1, BounceCategory.Greylist, 10)]
    [InlineData(2, BounceCategory.Greylist, 15)]
    [InlineData(1, BounceCategory.Rate, 10)]
    [InlineData(6, BounceCategory.Rate, 240)]
    [InlineData(1, BounceCategory.RecipientRate, 75)]
    [InlineData(5, BounceCategory.RecipientRate, 240)]
    public void The_wait_grows_with_the_attempts(int attempts, BounceCategory category, int minutes)
    {
        Assert.Equal(
            TimeSpan.FromMinutes(minutes), RetrySchedule.Next(attempts, category, TimeSpan.Zero, Week, jitter01: 0.5));
    }

    [Theory]
    [InlineData(0.0, 12)]
    [InlineData(1.0, 18)]
    public void The_jitter_is_a_fifth_to_each_side(double jitter, int minutes)
    {
        var wait = RetrySchedule.Next(1, BounceCategory.RemoteFault, TimeSpan.Zero, Week, jitter);

        Assert.Equal(minutes, wait!.Value.TotalMinutes, precision: 6);
    }

    [Fact]
    public void A_message_with_a_short_life_gets_its_last_try_at_the_very_end()
    {
        var ttl = TimeSpan.FromMinutes(10);

        Assert.Equal(ttl, RetrySchedule.Next(1, BounceCategory.RemoteFault, TimeSpan.Zero, ttl, 0.5));
        Assert.Null(RetrySchedule.Next(2, BounceCategory.RemoteFault, ttl, ttl, 0.5));
    }

    [Fact]
    public void Whatever_happens_the_tries_end_when_the_time_to_live_is_over()
    {
        Gen.Select(Gen.Int[1, 20_000], Gen.Double[0, 1], Gen.Int[0, 20]).Sample((minutes, jitter, category) =>
        {
            var ttl = TimeSpan.FromMinutes(minutes);
            var age = TimeSpan.Zero;
            var attempts = 1;
            while (RetrySchedule.Next(attempts, (BounceCategory)category, age, ttl, jitter) is { } wait)
            {
                Assert.True(wait >= TimeSpan.FromMinutes(1));
                age += wait;
                attempts++;
                Assert.True(age <= ttl && attempts < 1_000);
            }
        });
    }
}
