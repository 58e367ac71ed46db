using OrleansMail.Trials;

namespace OrleansMail.Chaos;

public sealed class LateMailsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Unknown", -5000, 0)]
    [InlineData("Unknown", 1000, 0)]
    [InlineData("Unknown", 1001, 1)]
    [InlineData("Delivered", 60_000, 0)]
    public void Late_is_what_arrives_more_than_a_second_after_the_record_of_Unknown(string outcome, int after, int late) =>
        Assert.Equal(late, LateMails.Find(
            [new OutcomeLine("a@b.test", outcome, Noon)],
            [new AcceptedLine("a@b.test", "<1@x>", Noon.AddMilliseconds(after), "127.0.1.1")]).Count);
}
