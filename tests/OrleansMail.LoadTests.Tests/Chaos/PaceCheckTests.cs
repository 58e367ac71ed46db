using OrleansMail.Trials;

namespace OrleansMail.Chaos;

public sealed class PaceCheckTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_address_is_counted_by_itself_in_the_window_in_which_it_sent_most()
    {
        var accepted = Enumerable.Range(0, 40).Select(second => Sent(second, "127.0.1.1"))
            .Concat(Enumerable.Range(0, 7).Select(_ => Sent(35, "127.0.1.1")))
            .Concat(Enumerable.Range(0, 33).Select(_ => Sent(100, "127.0.1.2")));

        Assert.Equal(37, PaceCheck.Most(accepted));
    }

    [Fact]
    public void Nothing_is_nothing() => Assert.Equal(0, PaceCheck.Most([]));

    [Fact]
    public void Without_a_limit_nothing_is_too_fast() => Assert.Null(PaceCheck.Breach(int.MaxValue, 0));

    private static AcceptedLine Sent(int second, string client) => new("a@b.test", "<1@x>", Noon.AddSeconds(second), client);
}
