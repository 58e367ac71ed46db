using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

public sealed class ChunkWorkTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private int _finished;

    [Fact]
    public void It_is_finished_once_when_everybody_has_come_back()
    {
        var work = Work();
        work.Open();
        work.Open();
        work.Placed();
        work.Settle(null);
        Assert.Equal(0, _finished);

        work.Settle(null);

        Assert.Equal(1, _finished);
        Assert.Null(work.Due);
    }

    [Fact]
    public void It_is_due_when_the_first_of_those_who_wait_is_due()
    {
        var work = Work();
        work.Wait(Noon.AddHours(2));
        work.Wait(Noon.AddHours(1));
        work.Wait(Noon.AddHours(3));
        work.Placed();

        Assert.Equal((1, Noon.AddHours(1)), (_finished, work.Due));
    }

    [Fact]
    public void A_chunk_in_which_nobody_waits_is_finished_by_placing_it()
    {
        Work().Placed();

        Assert.Equal(1, _finished);
    }

    private ChunkWork Work() => new(new ChunkClaim(1, 0, 1, "silo"), _ => _finished++);
}
