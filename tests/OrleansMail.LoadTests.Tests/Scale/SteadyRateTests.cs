namespace OrleansMail.Scale;

public sealed class SteadyRateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_and_the_last_tenth_do_not_count()
    {
        // Ten slow at the start, eighty at ten a second, ten slow at the end.
        var times = Enumerable.Range(0, 10).Select(index => Noon.AddSeconds(index * 60))
            .Concat(Enumerable.Range(0, 81).Select(index => Noon.AddHours(1).AddSeconds(index / 10.0)))
            .Concat(Enumerable.Range(0, 9).Select(index => Noon.AddHours(2).AddSeconds(index * 60)));

        Assert.Equal(10, SteadyRate.Of(times)!.Value, 6);
    }

    [Fact]
    public void Too_few_say_nothing()
    {
        Assert.Null(SteadyRate.Of([]));
        Assert.Null(SteadyRate.Of([Noon]));
        Assert.Null(SteadyRate.Of([Noon, Noon, Noon]));
    }
}
