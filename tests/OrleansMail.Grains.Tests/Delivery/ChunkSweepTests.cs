using OrleansMail.Campaigns;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

public sealed class ChunkSweepTests
{
    [Fact]
    public async Task Everybody_without_a_final_outcome_gets_one_and_nobody_is_sent_to_again()
    {
        var world = new DeliveryWorld(new FakeRun(inDoubt: InDoubt.Resend, cancelling: true));
        world.Ledger.History.Add(State(0, null, inDoubt: true));
        world.Ledger.History.Add(State(1, OutcomeKind.Deferred));
        world.Ledger.History.Add(State(2, OutcomeKind.Delivered, final: true));

        await world.SweepChunkAsync(4);

        Assert.Equal(
            [(0L, OutcomeKind.Unknown, 1), (1L, OutcomeKind.Cancelled, 2), (3L, OutcomeKind.Cancelled, 1)],
            world.Ledger.Recorded.Select(entry => (entry.Row, entry.Kind, entry.Attempt)));
        Assert.All(world.Ledger.Recorded, entry => Assert.True(entry.Final));
        Assert.Equal(0, world.Sessions.Started);
    }

    [Theory]
    [InlineData(false, "the campaign was cancelled")]
    [InlineData(true, "the campaign failed")]
    public async Task Who_was_not_reached_is_told_why(bool failed, string why)
    {
        var world = new DeliveryWorld(new FakeRun(cancelling: !failed, failed: failed));

        await world.SweepChunkAsync(1);

        Assert.Equal(why, Assert.Single(world.Ledger.Recorded).Text);
    }

    private static RowState State(long row, OutcomeKind? kind, bool final = false, bool inDoubt = false) =>
        new(row, 1, kind, final, inDoubt, null, null, null);
}
