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
        work.Settle(0, null);
        Assert.Equal(0, _finished);

        work.Settle(0, null);

        Assert.Equal(1, _finished);
        Assert.Null(work.Due);
    }

    [Fact]
    public void It_is_due_when_the_first_of_those_who_wait_is_due()
    {
        var work = Work();
        work.Wait(0, Noon.AddHours(2));
        work.Wait(Noon.AddHours(1));
        work.Wait(1, Noon.AddHours(3));
        work.Placed();

        Assert.Equal((1, Noon.AddHours(1)), (_finished, work.Due));
    }

    [Fact]
    public void It_is_worth_going_through_it_when_a_quarter_of_those_who_were_put_off_is_due()
    {
        var work = Work();
        for (var row = 0; row < 8; row++)
        {
            work.Wait(row, Noon.AddSeconds(10 * (8 - row)), inDoubt: true);
        }

        Assert.Equal((Noon.AddSeconds(10), Noon.AddSeconds(20)), (work.Due, work.WorthFrom));
        work.Wait(9, Noon.AddSeconds(15));
        Assert.Equal(Noon.AddSeconds(15), work.WorthFrom);
        work.Wait(Noon.AddSeconds(12));
        Assert.Equal(Noon.AddSeconds(12), work.WorthFrom);
    }

    [Fact]
    public void One_who_was_put_off_alone_is_worth_it()
    {
        var work = Work();
        Assert.Null(work.WorthFrom);

        work.Wait(7, Noon, inDoubt: true);

        Assert.Equal(Noon, work.WorthFrom);
    }

    [Fact]
    public void A_chunk_in_which_nobody_waits_is_finished_by_placing_it()
    {
        Work().Placed();

        Assert.Equal(1, _finished);
    }

    [Fact]
    public void Those_that_are_due_again_are_taken_up_while_others_are_on_their_way()
    {
        var work = Work();
        work.Open();
        work.Open();
        work.Placed();
        work.Settle(7, Noon);
        work.Wait(8, Noon.AddHours(1));

        Assert.Empty(work.TakeDue(Noon.AddSeconds(-1), inDoubt: true));
        Assert.Equal([7], work.TakeDue(Noon, inDoubt: true));
        Assert.Empty(work.TakeDue(Noon, inDoubt: true));
        work.Settle(3, null);
        Assert.Equal(0, _finished);

        work.Placed();

        Assert.Equal((1, Noon.AddHours(1)), (_finished, work.Due));
    }

    [Fact]
    public void Those_whose_sites_are_in_doubt_can_be_left_waiting()
    {
        var work = Work();
        work.Open();
        work.Open();
        work.Open();
        work.Settle(7, Noon, inDoubt: true);
        work.Settle(8, Noon);

        Assert.Equal([8], work.TakeDue(Noon, inDoubt: false));
        Assert.Empty(work.TakeDue(Noon, inDoubt: false));
        Assert.Equal([7], work.TakeDue(Noon, inDoubt: true));

        work.Settle(7, Noon, inDoubt: true);
        Assert.Empty(work.TakeDue(Noon.AddSeconds(14), inDoubt: true));
        Assert.Equal([7], work.TakeDue(Noon.AddSeconds(30), inDoubt: true));
    }

    [Fact]
    public void Nobody_is_taken_up_of_a_chunk_that_is_finished_or_claimed_again_as_a_whole()
    {
        var (done, unread) = (Work(), Work());
        done.Wait(7, Noon);
        done.Placed();
        unread.Wait(7, Noon);
        unread.Wait(Noon);

        Assert.Empty(done.TakeDue(Noon, inDoubt: true));
        Assert.Empty(unread.TakeDue(Noon, inDoubt: true));
        Assert.Equal(1, _finished);
    }

    private ChunkWork Work() => new(new ChunkClaim(1, 0, 1, "silo"), _ => _finished++);
}
