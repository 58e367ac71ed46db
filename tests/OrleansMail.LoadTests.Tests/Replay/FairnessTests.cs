using OrleansMail.Measures;

namespace OrleansMail.Replay;

public sealed class FairnessTests
{
    [Fact]
    public void An_even_share_is_one() => Assert.Equal(1, Fairness.LeastShare([Counts(9, 5, 5, 1), Counts(1, 5, 5, 9)]));

    [Fact]
    public void Half_of_what_is_even_is_a_half() =>
        Assert.Equal(0.5, Fairness.LeastShare([Counts(0, 5, 5, 0), Counts(0, 15, 15, 0, 9)]));

    [Fact]
    public void One_campaign_shares_with_nobody() => Assert.Null(Fairness.LeastShare([Counts(5, 5, 5, 5)]));

    private static SecondCounts Counts(params int[] seconds)
    {
        var counts = new SecondCounts();
        for (var second = 0; second < seconds.Length; second++)
        {
            for (var i = 0; i < seconds[second]; i++)
            {
                counts.Add(TimeSpan.FromSeconds(second));
            }
        }

        return counts;
    }
}
