using OrleansMail.Campaigns;
using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

public sealed class AttemptRecorderTests
{
    private static readonly AttemptEnd NoSuchUser = FakeConnection.Ok with
    {
        Stage = DeliveryStage.Rcpt,
        Code = 550,
        Enhanced = "5.1.1",
        Text = "User unknown",
    };

    private static readonly AttemptEnd PutOff = NoSuchUser with { Code = 451, Enhanced = "4.7.1", Text = "Later" };

    [Fact]
    public async Task A_called_off_attempt_is_due_at_once_and_never_expires()
    {
        var world = new DeliveryWorld();

        await RecordAsync(world, AttemptEnds.NotStarted("site.test"), firstAt: world.Now.AddDays(-30));

        var entry = Assert.Single(world.Ledger.Recorded);
        Assert.Equal((OutcomeKind.Deferred, false, world.Now), (entry.Kind, entry.Final, entry.NextAt!.Value));
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public async Task Who_was_put_off_is_looked_for_seldom_unless_a_stream_sent_it_or_we_called_it_off(
        bool isStream, bool isPutOff, bool isSeldom)
    {
        var world = new DeliveryWorld(new FakeRun(isStream: isStream));
        world.Chunk.Open();

        await RecordAsync(world, isPutOff ? PutOff : AttemptEnds.NotStarted("site.test"));

        Assert.Equal(isSeldom ? [] : [0], world.Chunk.TakeDue(world.Now.AddDays(1), inDoubt: false));
    }

    [Fact]
    public async Task Outcomes_are_counted_by_kind_and_category_and_attempts_by_address()
    {
        var world = new DeliveryWorld();

        await RecordAsync(world, NoSuchUser);

        Assert.Equal(1, world.Meter.Outcomes(OutcomeKind.Bounced, BounceCategory.UnknownUser));
        Assert.Equal(["orleansmail.delivery.attempts egress_ip=192.0.2.1 outcome=Bounced"], world.Meters.Counted);
    }

    [Fact]
    public async Task What_was_called_off_is_not_counted()
    {
        var world = new DeliveryWorld();

        await RecordAsync(world, AttemptEnds.NotStarted("site.test"));

        Assert.All(Enum.GetValues<OutcomeKind>(), kind => Assert.Equal(0, world.Meter.Outcomes(kind, BounceCategory.None)));
        Assert.Empty(world.Meters.Counted);
    }

    [Fact]
    public async Task A_failure_after_the_time_to_live_expires()
    {
        var world = new DeliveryWorld();

        await RecordAsync(world, AttemptEnds.NoHost("site.test"), firstAt: world.Now.AddHours(-72));

        Assert.Equal(OutcomeKind.Expired, Assert.Single(world.Ledger.Recorded).Kind);
        Assert.Null(Assert.Single(world.Finished).Due);
    }

    [Theory]
    [InlineData(InDoubt.Hold, true)]
    [InlineData(InDoubt.Resend, false)]
    public async Task An_unknown_is_final_unless_the_campaign_wants_it_sent_again(InDoubt policy, bool final)
    {
        var world = new DeliveryWorld(new FakeRun(inDoubt: policy));

        await RecordAsync(world, AttemptEnds.Broken("site.test"));

        var entry = Assert.Single(world.Ledger.Recorded);
        Assert.Equal((OutcomeKind.Unknown, final), (entry.Kind, entry.Final));
    }

    [Fact]
    public async Task A_dead_address_is_suppressed_with_the_reply_as_evidence()
    {
        var world = new DeliveryWorld();

        await RecordAsync(world, NoSuchUser);

        var entry = Assert.Single(world.Suppressions);
        Assert.Equal(("r0@example.test", "bounce", "550 5.1.1 User unknown"), (entry.Address, entry.Reason, entry.Evidence));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public async Task An_address_that_bounced_softly_on_three_days_is_suppressed(int daysBefore, bool suppressed)
    {
        var world = new DeliveryWorld();
        var full = NoSuchUser with { Code = 552, Enhanced = "5.2.2", Text = "Mailbox full" };
        for (var day = 1; day <= daysBefore; day++)
        {
            world.Ledger.Attempts.Add(SoftBouncesTests.Entry(world.Now.AddDays(-day), full.Code, full.Enhanced, full.Text));
        }

        // A full mailbox is tried again until the time to live is over, whatever the code says.
        await RecordAsync(world, full, firstAt: world.Now.AddHours(-72));

        Assert.Equal(
            suppressed ? [("r0@example.test", "soft-bounce")] : [],
            world.Suppressions.Select(entry => (entry.Address, entry.Reason)));
    }

    [Fact]
    public async Task A_soft_bounce_that_is_tried_again_is_not_counted_yet()
    {
        var world = new DeliveryWorld();
        var full = NoSuchUser with { Code = 452, Enhanced = "4.2.2", Text = "Mailbox full" };
        for (var day = 1; day <= 5; day++)
        {
            world.Ledger.Attempts.Add(SoftBouncesTests.Entry(world.Now.AddDays(-day), full.Code, full.Enhanced, full.Text));
        }

        await RecordAsync(world, full);

        Assert.False(Assert.Single(world.Ledger.Recorded).Final);
        Assert.Empty(world.Suppressions);
    }

    [Fact]
    public async Task When_suppressing_fails_the_outcome_holds_all_the_same()
    {
        var world = new DeliveryWorld { SuppressFails = new TimeoutException() };

        await RecordAsync(world, NoSuchUser);

        Assert.Equal(OutcomeKind.Bounced, Assert.Single(world.Ledger.Recorded).Kind);
        Assert.Null(Assert.Single(world.Finished).Due);
    }

    [Fact]
    public async Task A_long_reply_is_cut_to_512_characters()
    {
        var world = new DeliveryWorld();

        await RecordAsync(world, NoSuchUser with { Text = new string('x', 2_000) });

        Assert.Equal(512, Assert.Single(world.Ledger.Recorded).Text.Length);
    }

    private static async Task RecordAsync(DeliveryWorld world, AttemptEnd end, DateTimeOffset? firstAt = null)
    {
        var mail = world.Mail(0, firstAt: firstAt);
        world.Chunk.Placed();
        await world.Recorder.RecordAsync(
            mail, DeliveryWorld.Key, new Attempt(end, world.Recorder.Decide(end)), world.Now);
    }
}
