using CsCheck;

namespace OrleansMail.Delivery;

public sealed class MailTests
{
    [Fact]
    public void A_mail_that_is_settled_twice_counts_once_and_the_chunk_is_due_with_the_earliest() =>
        Gen.Int[-20, 100].Array[0, 20].Sample(seconds =>
        {
            var dues = Array.ConvertAll(seconds, second => second < 0 ? (int?)null : second);
            var world = new DeliveryWorld(Run);
            var mails = dues.Select((_, row) => world.Mail(row)).ToList();
            world.Chunk.Placed();
            Assert.Equal(dues.Length == 0 ? 1 : 0, world.Finished.Count);

            for (var index = 0; index < dues.Length; index++)
            {
                mails[index].Settle(dues[index] is { } due ? At(due) : null);
                mails[index].Settle(At(-1));
                Assert.Equal(index == dues.Length - 1 ? 1 : 0, world.Finished.Count);
            }

            Assert.Equal(dues.Min() is { } first ? At(first) : null, Assert.Single(world.Finished).Due);
        });

    [Fact]
    public void A_chunk_is_not_finished_while_it_is_still_looked_through()
    {
        var world = new DeliveryWorld(Run);

        world.Chunk.Wait(At(1));
        Assert.Empty(world.Finished);
        world.Chunk.Placed();

        Assert.Equal(At(1), Assert.Single(world.Finished).Due);
    }

    private static FakeRun Run { get; } = new();

    private static DateTimeOffset At(int seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds);
}
