using OrleansMail.Cluster;
using OrleansMail.Ledger;
using OrleansMail.People;
using OrleansMail.Recipients;

namespace OrleansMail.Campaigns;

/// <summary>The first recipients, the look at what came of them, and the stop when it is too bad.</summary>
[Collection(ClusterTests.Name)]
public sealed class CanaryTests(ClusterFixture cluster)
{
    private static readonly CampaignSettings Settings = Draft.Settings with
    {
        HoldFor = TimeSpan.Zero,
        CanaryFirst = 1,
        CanaryPause = TimeSpan.FromMinutes(10),
    };

    private readonly string _id = $"w-{Guid.NewGuid():N}";

    private Draft New() => new(cluster, _id);

    [Fact]
    public async Task Only_the_first_are_released_and_after_the_pause_all_are()
    {
        var draft = New();
        await draft.StartAsync(Settings);
        Assert.Equal(1, (await draft.Dispatch.ReleaseAsync())!.RowsBelow);

        await draft.Dispatch.TallyAsync("run", CampaignTally.None);
        Assert.Equal(CampaignPhase.Sending, await draft.PhaseAsync()); // it has no outcome yet

        await CountAsync(draft, new OutcomeCounts(1, 0, 0, 0, 0, 0, 0));
        await draft.Dispatch.TallyAsync("run", new CampaignTally(1, 0, 0, 0));
        var paused = (await draft.Campaign.StatusAsync())!;
        Assert.Equal((CampaignPhase.Paused, cluster.Clock.GetUtcNow().AddMinutes(10)), (paused.State, paused.CanaryUntil));
        Assert.Contains("The first 1 are sent", paused.Reason, StringComparison.Ordinal);
        Assert.Null(await draft.Dispatch.ReleaseAsync());
        Assert.Contains(_id, cluster.Signal.Stopped);

        var rung = cluster.Signal.NextRingAsync();
        cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        await rung.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(CampaignPhase.Sending, await draft.PhaseAsync());
        Assert.Null((await draft.Dispatch.ReleaseAsync())!.RowsBelow);
        Assert.Equal(["first-recipients-passed"], cluster.Trail.Of(_id).Select(fact => fact.Action));
    }

    [Fact]
    public async Task Refused_first_recipients_wait_for_a_person_who_says_why_it_goes_on()
    {
        var draft = New();
        await draft.StartAsync(Settings with { CanaryPause = TimeSpan.FromSeconds(1) });
        await CountAsync(draft, new OutcomeCounts(0, 0, 1, 0, 0, 0, 0));
        await draft.Dispatch.TallyAsync("run", new CampaignTally(1, 0, 0, 0));

        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(async () => (await draft.Campaign.StatusAsync())!.CanaryUntil is null);

        Assert.Equal(CampaignPhase.Paused, await draft.PhaseAsync());
        await AssertOnlyAPersonWithAReasonAsync(draft);
        Assert.Null((await draft.Dispatch.ReleaseAsync())!.RowsBelow);
    }

    [Theory]
    [InlineData(0, 1, 0)] // put off, and none has arrived
    [InlineData(0, 0, 1)] // nobody knows
    public async Task First_recipients_of_whom_none_is_known_to_have_got_it_do_not_pass(int delivered, int deferred, int unknown)
    {
        var draft = await SentToFirstAsync(new OutcomeCounts(delivered, deferred, 0, 0, 0, 0, unknown));

        cluster.Clock.Advance(Settings.CanaryPause);
        await UntilAsync(async () => (await draft.Campaign.StatusAsync())!.CanaryUntil is null);

        Assert.Equal(CampaignPhase.Paused, await draft.PhaseAsync());
        await AssertOnlyAPersonWithAReasonAsync(draft);
    }

    [Fact]
    public async Task Nobody_skips_the_look_without_saying_why()
    {
        var draft = await SentToFirstAsync(new OutcomeCounts(1, 0, 0, 0, 0, 0, 0));
        Assert.NotNull((await draft.Campaign.StatusAsync())!.CanaryUntil);

        await AssertOnlyAPersonWithAReasonAsync(draft);
        Assert.Equal(CampaignPhase.Sending, await draft.PhaseAsync());
    }

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(0, 1, false)]
    public async Task Kept_paused_before_the_look_it_is_looked_at_when_it_is_resumed(int delivered, int bounced, bool goesOn)
    {
        var draft = await SentToFirstAsync(new OutcomeCounts(delivered, 0, bounced, 0, 0, 0, 0));
        await draft.CommandAsync(CampaignCommand.Pause);

        Assert.Equal(goesOn ? null : "reason", (await draft.CommandAsync(CampaignCommand.Resume)).Refusal?.Code);
    }

    [Fact]
    public async Task A_person_who_pauses_in_the_pause_keeps_it_paused()
    {
        var draft = await SentToFirstAsync(new OutcomeCounts(1, 0, 0, 0, 0, 0, 0));

        Assert.True((await draft.CommandAsync(CampaignCommand.Pause)).Done);
        cluster.Clock.Advance(TimeSpan.FromHours(1));

        var status = (await draft.Campaign.StatusAsync())!;
        Assert.Equal((CampaignPhase.Paused, null), (status.State, status.CanaryUntil));
        Assert.Contains("Paused by ben", status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_dead_addresses_over_all_silos_stop_it()
    {
        var draft = New();
        await draft.StartAsync(Settings with { CanaryFirst = 0 });

        await draft.Dispatch.TallyAsync("one", new CampaignTally(100, 13, 0, 0));
        await draft.Dispatch.TallyAsync("one", new CampaignTally(100, 13, 0, 0)); // the same again counts once
        Assert.Equal(CampaignPhase.Sending, await draft.PhaseAsync());
        await draft.Dispatch.TallyAsync("two", new CampaignTally(100, 13, 0, 0));

        var status = (await draft.Campaign.StatusAsync())!;
        Assert.Equal(CampaignPhase.Paused, status.State);
        Assert.Contains("26 addresses that do not exist among 200 attempts", status.Reason, StringComparison.Ordinal);
        Assert.Contains(_id, cluster.Signal.Stopped);
        var fact = Assert.Single(cluster.Trail.Of(_id));
        Assert.Equal(("automatic-stop", CallerKind.Engine), (fact.Action, fact.Caller.Kind));
        await AssertOnlyAPersonWithAReasonAsync(draft);
        await draft.Dispatch.TallyAsync("three", new CampaignTally(10, 1, 0, 0)); // what was before is not counted again
        Assert.Equal(CampaignPhase.Sending, await draft.PhaseAsync());
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, 2L)]
    [InlineData(3, 1_001L)] // the first chunk has two rows
    [InlineData(4, null)] // nobody is left behind the fourth
    public async Task The_bound_leaves_exactly_so_many_before_it(int first, long? below)
    {
        var store = new MemoryAudience();
        var audience = await store.OpenAsync("c", [], isStream: false);
        await store.AddChunkAsync(audience, 0, [Row(1), Row(2)]);
        await store.AddChunkAsync(audience, 1, [Row(3), Row(4)]);

        Assert.Equal(below, await CanaryRows.BelowAsync(store, (await store.FactsAsync(audience))!, first));
    }

    /// <summary>A campaign whose first recipient has had its turn, in the pause for the look at it.</summary>
    private async Task<Draft> SentToFirstAsync(OutcomeCounts counts)
    {
        var draft = New();
        await draft.StartAsync(Settings);
        await CountAsync(draft, counts);
        await draft.Dispatch.TallyAsync("run", new CampaignTally(1, 0, 0, 0));
        return draft;
    }

    private static AudienceRow Row(int line) => new(line, $"r{line}@example.test", [], []);

    private static async Task AssertOnlyAPersonWithAReasonAsync(Draft draft)
    {
        var service = Someone.Named("batch") with { Kind = CallerKind.Service };
        Assert.Equal("reason", (await draft.CommandAsync(CampaignCommand.Resume)).Refusal?.Code);
        Assert.Equal("reason", (await service.AsAsync(() => draft.Campaign.ResumeAsync("Go on."))).Refusal?.Code);
        Assert.True((await Someone.Ben.AsAsync(() => draft.Campaign.ResumeAsync("An old list, as we knew."))).Done);
        Assert.Equal(CampaignPhase.Sending, await draft.PhaseAsync());
    }

    private async Task CountAsync(Draft draft, OutcomeCounts counts) =>
        cluster.Ledger.Counts[await draft.Dispatch.CurrentAudienceAsync()] = counts;

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await reached())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(30), "The pause did not end.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }
}
