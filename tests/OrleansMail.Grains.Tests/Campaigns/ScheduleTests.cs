using Orleans.Core.Internal;
using OrleansMail.Audit;
using OrleansMail.Cluster;
using OrleansMail.Egress;
using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>Campaigns with a time to send, and the time of day at which others are started.</summary>
[Collection(ClusterTests.Name)]
public sealed class ScheduleTests(ClusterFixture cluster)
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private readonly string _id = $"at-{Guid.NewGuid():N}";
    private readonly string _domain = $"{Guid.NewGuid():N}.test";

    private DateTimeOffset InThreeDays => cluster.Clock.GetUtcNow().AddDays(3);

    private Draft New() => new(cluster, _id);

    [Fact]
    public async Task What_is_started_early_waits_for_its_time_however_old_its_approval_is_then()
    {
        var (draft, sendAt) = (New(), InThreeDays);
        await draft.StartAsync(Settings(sendAt));

        var held = (await draft.Campaign.StatusAsync())!;
        Assert.Equal((CampaignPhase.Held, sendAt, null), (held.State, held.HeldUntil, held.StartedAt));
        cluster.Clock.Advance(sendAt.AddMinutes(-1) - cluster.Clock.GetUtcNow());
        Assert.Null(await draft.Dispatch.ReleaseAsync());

        await AdvanceAsync(draft, TimeSpan.FromMinutes(1), CampaignPhase.Sending);
        Assert.Equal(sendAt, (await draft.Campaign.StatusAsync())!.StartedAt);
        Assert.Contains(await TrailAsync(), action => action == "scheduled-start");
    }

    [Fact]
    public async Task What_is_started_after_its_time_begins_when_its_undo_window_is_over()
    {
        var draft = New();
        await draft.ApproveAsync(Settings(cluster.Clock.GetUtcNow().AddHours(1)));
        cluster.Clock.Advance(TimeSpan.FromHours(2));

        var started = await StartAsync(draft);

        Assert.Equal((CampaignPhase.Held, cluster.Clock.GetUtcNow().AddSeconds(10)), (started.Status.State, started.Status.HeldUntil));
        await AdvanceAsync(draft, TimeSpan.FromSeconds(10), CampaignPhase.Sending);
    }

    [Fact]
    public async Task An_approval_that_ran_out_before_anybody_started_it_starts_nothing()
    {
        var draft = New();
        await draft.ApproveAsync(Settings(InThreeDays));
        cluster.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(("state", CampaignPhase.Submitted), ((await StartAsync(draft)).Refusal?.Code, await draft.PhaseAsync()));
    }

    [Fact]
    public async Task Another_time_is_another_campaign_to_approve()
    {
        var (draft, sendAt) = (New(), InThreeDays);
        var first = await draft.SubmitAsync(Settings(sendAt));

        await draft.WriteAsync(Settings(sendAt.ToOffset(Japan)));
        Assert.Equal(CampaignPhase.Submitted, await draft.PhaseAsync());
        await draft.WriteAsync(Settings(sendAt.AddMinutes(1)));
        Assert.Equal(CampaignPhase.Draft, await draft.PhaseAsync());
        Assert.NotEqual(first, await draft.SubmitAsync(Settings(sendAt.AddMinutes(1))));
    }

    [Fact]
    public async Task Paused_and_resumed_it_still_waits_for_its_time()
    {
        var (draft, sendAt) = (New(), cluster.Clock.GetUtcNow().AddHours(3));
        await draft.StartAsync(Settings(sendAt));
        await draft.CommandAsync(CampaignCommand.Pause);
        cluster.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(sendAt, (await draft.CommandAsync(CampaignCommand.Resume)).Status.HeldUntil);
        await draft.CommandAsync(CampaignCommand.Cancel);
        cluster.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(CampaignPhase.Cancelled, await draft.PhaseAsync());
    }

    [Fact]
    public async Task It_waits_on_after_its_grain_was_gone()
    {
        var (draft, sendAt) = (New(), InThreeDays);
        await draft.StartAsync(Settings(sendAt));
        await draft.Campaign.Cast<IGrainManagementExtension>().DeactivateOnIdle(TestContext.Current.CancellationToken);
        Assert.Equal((CampaignPhase.Held, sendAt), ((await draft.Campaign.StatusAsync())!.State, (await draft.Campaign.StatusAsync())!.HeldUntil));

        await AdvanceAsync(draft, TimeSpan.FromDays(3), CampaignPhase.Sending);
    }

    [Fact]
    public async Task It_does_not_begin_if_its_approver_has_lost_the_right_meanwhile()
    {
        var draft = New();
        await draft.StartAsync(Settings(InThreeDays));
        cluster.Approvers.Lost[("ben", _domain)] = true;

        await AdvanceAsync(draft, TimeSpan.FromDays(3), CampaignPhase.Paused);

        Assert.Contains("ben approved it and may not approve any more", (await draft.Campaign.StatusAsync())!.Reason, StringComparison.Ordinal);
        Assert.Contains(await TrailAsync(), action => action == "automatic-stop");
    }

    [Fact]
    public async Task Advertising_is_not_started_at_night()
    {
        await ToHourAsync(22);
        var draft = New();
        await draft.ApproveAsync(Settings(null) with { Class = MailClass.Marketing });

        var answer = await StartAsync(draft);
        Assert.Equal(("send-time", CampaignPhase.Approved), (answer.Refusal?.Code, answer.Status.State));

        await ToHourAsync(8);
        Assert.Null((await StartAsync(draft)).Refusal?.Message);
    }

    [Fact]
    public async Task Nor_let_go_on_at_night_before_its_first_mail()
    {
        await ToHourAsync(20);
        var draft = New();
        await draft.StartAsync(Settings(null) with { Class = MailClass.Marketing });
        await draft.CommandAsync(CampaignCommand.Pause);
        cluster.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal("send-time", (await draft.CommandAsync(CampaignCommand.Resume)).Refusal?.Code);
    }

    [Fact]
    public async Task By_day_it_is_started_for_a_time_by_day_only()
    {
        await ToHourAsync(10);
        var draft = New();
        await draft.ApproveAsync(Settings(cluster.Clock.GetUtcNow().AddHours(12)) with { Class = MailClass.Marketing });

        Assert.Equal("send-time", (await StartAsync(draft)).Refusal?.Code);
    }

    [Fact]
    public async Task At_night_it_is_started_if_the_night_was_accepted()
    {
        await ToHourAsync(10);
        var sendAt = cluster.Clock.GetUtcNow().AddHours(12);
        cluster.Guard.Findings = [.. SendTimeRule.Warnings(MailClass.Marketing, sendAt, new GuardOptions())];
        try
        {
            var draft = New();
            await draft.ApproveAsync(Settings(sendAt) with { Class = MailClass.Marketing });

            Assert.Equal(sendAt, (await StartAsync(draft)).Status.HeldUntil);
        }
        finally
        {
            cluster.Guard.Findings = [];
        }
    }

    [Fact]
    public async Task What_could_not_begin_by_day_does_not_begin_at_night()
    {
        await ToHourAsync(19);
        var draft = New();
        await draft.StartAsync(Settings(cluster.Clock.GetUtcNow().AddHours(1)) with { Class = MailClass.Marketing });

        // One step of the clock: nothing ran in between, as on a machine that was off.
        await AdvanceAsync(draft, TimeSpan.FromHours(4), CampaignPhase.Paused);

        Assert.Contains("no advertising is sent", (await draft.Campaign.StatusAsync())!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_more_recipients_than_usual_take_one_more_approver_and_the_review_says_so()
    {
        cluster.Guard.Findings = [new GuardFinding("volume", GuardLevel.Warn, "There are many more.", null, "recipients", 1)];
        try
        {
            var draft = new Draft(cluster, _id) { Rules = new ApprovalRules { FirstCampaign = false } };
            await draft.SubmitAsync(Settings(null));

            var quorum = (await draft.Review.ReviewAsync()).Review!.Quorum!;
            Assert.Equal((2, "many more recipients than in earlier campaigns"), (quorum.Needed, Assert.Single(quorum.Reasons)));
        }
        finally
        {
            cluster.Guard.Findings = [];
        }
    }

    private CampaignSettings Settings(DateTimeOffset? sendAt) =>
        Draft.Settings with { From = $"News <news@{_domain}>", SendAt = sendAt };

    private async Task<CampaignAnswer> StartAsync(Draft draft)
    {
        await cluster.Grains.GetGrain<IEgressIpGrain>("192.0.2.1").AddAsync("mta.sender.test");
        return await draft.CommandAsync(CampaignCommand.Start);
    }

    /// <summary>To the next such hour in Japan.</summary>
    private Task ToHourAsync(int hour)
    {
        var local = cluster.Clock.GetUtcNow().ToOffset(Japan);
        var then = new DateTimeOffset(local.Date, Japan).AddHours(hour);
        cluster.Clock.Advance((then > local ? then : then.AddDays(1)) - local);
        return Task.CompletedTask;
    }

    /// <summary>Timers of the clock run on the grain's own turns: the state is waited for.</summary>
    private async Task AdvanceAsync(Draft draft, TimeSpan by, CampaignPhase end)
    {
        cluster.Clock.Advance(by);
        var deadline = TimeProvider.System.GetTimestamp();
        while (await draft.PhaseAsync() != end)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(20), $"It is still {await draft.PhaseAsync()}.");
            cluster.Clock.Advance(TimeSpan.Zero);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> TrailAsync()
    {
        var page = await cluster.Grains.GetGrain<IAuditGrain>(_domain).ListAsync(new AuditFilter(), 0, 1000);
        return [.. page.Lines.Select(line => line.Action)];
    }
}
