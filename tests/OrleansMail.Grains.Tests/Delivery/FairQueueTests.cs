using CsCheck;

namespace OrleansMail.Delivery;

public sealed class FairQueueTests
{
    private static readonly FakeRun[] Runs = [new(), new(), new(isStream: true)];

    private readonly DeliveryWorld _world = new(Runs[0]);
    private readonly FairQueue _queue = new();

    [Fact]
    public void Streams_come_first()
    {
        Add(0, 1, 2);
        Add(2, 3, 1);

        Assert.Equal([3, 1], _queue.Take(2).Select(mail => mail.Row));
    }

    [Fact]
    public void Campaigns_take_turns()
    {
        Add(0, 1, 2, 3, 4);
        Add(1, 11, 12);

        Assert.Equal([1, 2], _queue.Take(2).Select(mail => mail.Row));
        Assert.Equal([11, 12], _queue.Take(2).Select(mail => mail.Row));
        Assert.Equal([3, 4], _queue.Take(2).Select(mail => mail.Row));
        Assert.Empty(_queue.Take(2));
    }

    [Fact]
    public void Taking_all_of_one_campaign_leaves_the_others_in_their_order()
    {
        Add(0, 1, 2);
        Add(1, 11, 12);
        Add(2, 21);

        Assert.Equal([1, 2], _queue.TakeAll(Runs[0]).Select(mail => mail.Row));
        Assert.Equal(3, _queue.Count);
        Assert.Equal([21, 11, 12], _queue.TakeAll().Select(mail => mail.Row));
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void Nothing_is_lost_doubled_or_miscounted_and_each_campaign_keeps_its_order() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 5]).Array[0, 60].Sample(steps =>
        {
            var (queue, taken, added) = (new FairQueue(), new List<Mail>(), new List<Mail>());
            foreach (var (run, take) in steps)
            {
                added.Add(_world.Mail(added.Count, run: Runs[run]));
                queue.Add(added[^1]);
                taken.AddRange(queue.Take(take));
                Assert.Equal(added.Count - taken.Count, queue.Count);
            }

            taken.AddRange(queue.TakeAll());
            Assert.Equal(added.Count, taken.Distinct().Count());
            Assert.All(Runs, run => Assert.Equal(
                added.Where(mail => mail.Run == run), taken.Where(mail => mail.Run == run)));
        }, threads: 1);

    private void Add(int run, params long[] rows)
    {
        foreach (var row in rows)
        {
            _queue.Add(_world.Mail(row, run: Runs[run]));
        }
    }
}
