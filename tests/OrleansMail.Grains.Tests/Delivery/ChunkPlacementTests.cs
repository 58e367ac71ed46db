using OrleansMail.Campaigns;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

public sealed class ChunkPlacementTests
{
    [Fact]
    public async Task Every_recipient_that_is_due_comes_into_its_lane()
    {
        var world = new DeliveryWorld();

        await world.PlaceChunkAsync(4);
        world.Chunk.Placed();
        Assert.Empty(world.Finished);
        world.Lanes!.Drop(world.Run);

        Assert.Equal(world.Now, Assert.Single(world.Finished).Due);
    }

    [Fact]
    public async Task Of_a_chunk_that_is_at_work_only_those_that_are_taken_up_again_come_into_lanes()
    {
        var world = new DeliveryWorld();

        await world.PlaceChunkAsync(4, only: new HashSet<long> { 1, 3 });

        Assert.Equal(2, world.Run.Waits);
    }

    [Fact]
    public async Task Only_rows_below_the_bound_are_sent_and_the_chunk_comes_back_for_the_others()
    {
        var world = new DeliveryWorld(new FakeRun(below: 2));

        await world.PlaceChunkAsync(5);
        Assert.Equal(2, world.Run.Waits);
        world.Chunk.Placed();
        world.Run.Stopped = true;
        world.Lanes!.Drop(world.Run);

        Assert.True(Assert.Single(world.Finished).Due <= world.Now.AddSeconds(1));
    }

    [Fact]
    public async Task What_is_final_is_left_alone_and_what_is_not_due_waits()
    {
        var world = new DeliveryWorld();
        var due = world.Now.AddMinutes(15);
        world.Ledger.History.Add(State(0, OutcomeKind.Delivered, final: true));
        world.Ledger.History.Add(State(1, OutcomeKind.Deferred, nextAt: due));

        await world.PlaceChunkAsync(2);
        world.Chunk.Placed();

        Assert.Equal(0, world.Sessions.Started);
        Assert.Equal(due, Assert.Single(world.Finished).Due);
    }

    [Theory]
    [InlineData(InDoubt.Hold, true)]
    [InlineData(InDoubt.Resend, false)]
    public async Task What_was_leased_and_has_no_outcome_is_unknown_and_only_resend_sends_it_again(
        InDoubt policy, bool final)
    {
        var world = new DeliveryWorld(new FakeRun(inDoubt: policy));
        world.Ledger.History.Add(State(0, null, inDoubt: true));

        await world.PlaceChunkAsync(1);
        world.Chunk.Placed();

        var entry = Assert.Single(world.Ledger.Recorded);
        Assert.Equal((OutcomeKind.Unknown, final, 1), (entry.Kind, entry.Final, entry.Attempt));
        Assert.Equal(final ? null : world.Now, Assert.Single(world.Finished).Due);
        Assert.Equal(0, world.Sessions.Started);
    }

    [Fact]
    public async Task A_domain_that_does_not_exist_is_the_end_of_the_attempt()
    {
        var world = new DeliveryWorld();

        await world.PlaceChunkAsync(1, routes: "elsewhere.test");
        world.Chunk.Placed();

        Assert.Equal(OutcomeKind.Bounced, Assert.Single(world.Ledger.Recorded).Kind);
        Assert.Null(Assert.Single(world.Finished).Due);
    }

    [Fact]
    public async Task Without_an_address_to_send_from_everybody_waits()
    {
        var world = new DeliveryWorld();
        world.PauseEgress();

        await world.PlaceChunkAsync(2);
        world.Chunk.Placed();

        Assert.Equal(world.Now.AddSeconds(5), Assert.Single(world.Finished).Due);
    }

    [Fact]
    public async Task A_site_that_has_not_answered_yet_holds_a_few_and_the_others_go_back_to_their_chunk()
    {
        var world = new DeliveryWorld();
        var began = world.Now;

        await world.PlaceChunkAsync(20, waits: true);
        var lane = world.Sessions.Last!;
        var held = lane.Take(20).Count;

        Assert.Equal(4, held);
        Assert.InRange(world.Now - began, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2));
        Assert.Equal(0, world.Run.Waits);
    }

    [Fact]
    public async Task What_waits_for_a_session_is_counted_until_one_comes()
    {
        var world = new DeliveryWorld();

        await world.PlaceChunkAsync(3);
        Assert.Equal(3, world.Run.Waits);
        var lane = world.Sessions.Last!;
        var taken = lane.Take(2);
        Assert.Equal(1, world.Run.Waits);
        lane.PutBack(taken);
        Assert.Equal(3, world.Run.Waits);
        world.Lanes!.Drop(world.Run);

        Assert.Equal(0, world.Run.Waits);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task When_the_ledger_fails_half_way_nobody_stays_open(int recorded)
    {
        var world = new DeliveryWorld();
        world.Ledger.RecordFailsAfter = recorded;

        await Assert.ThrowsAsync<IOException>(() => world.PlaceChunkAsync(5, routes: "elsewhere.test"));
        world.Chunk.Placed();

        Assert.Equal(world.Now, Assert.Single(world.Finished).Due);
    }

    private static RowState State(
        long row, OutcomeKind? kind, bool final = false, bool inDoubt = false, DateTimeOffset? nextAt = null) =>
        new(row, 1, kind, final, inDoubt, nextAt, null, null);
}
