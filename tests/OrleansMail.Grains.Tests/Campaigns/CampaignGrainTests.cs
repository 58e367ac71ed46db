using OrleansMail.Cluster;
using OrleansMail.Egress;
using OrleansMail.Guard;
using OrleansMail.Ledger;
using OrleansMail.Reports;

namespace OrleansMail.Campaigns;

[Collection(ClusterTests.Name)]
public sealed class CampaignGrainTests(ClusterFixture cluster)
{
    private readonly string _id = $"c-{Guid.NewGuid():N}";

    private Draft New() => new(cluster, _id);

    [Fact]
    public async Task Nobody_approves_what_they_wrote_or_submitted()
    {
        var draft = New();
        var hash = await draft.SubmitAsync();

        Assert.Equal("same-person", (await Someone.Ann.AsAsync(() => draft.Campaign.ApproveAsync(hash))).Refusal?.Code);
        Assert.Equal("same-person", (await Someone.Named("ANN").AsAsync(() => draft.Campaign.ApproveAsync(hash))).Refusal?.Code);
        Assert.Equal(CampaignPhase.Submitted, await draft.PhaseAsync());
    }

    [Fact]
    public async Task A_hash_that_is_not_what_was_submitted_is_refused()
    {
        var draft = New();
        var hash = await draft.SubmitAsync();

        Assert.Equal("hash", (await Someone.Ben.AsAsync(() => draft.Campaign.ApproveAsync(new string('0', 64)))).Refusal?.Code);
        Assert.True((await draft.ApproveAsync(Someone.Ben, hash)).Done);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("settings")]
    [InlineData("audience")]
    public async Task A_change_after_the_approval_voids_it_and_says_what_changed(string what)
    {
        var draft = New();
        await draft.ApproveAsync();

        await (what switch
        {
            "content" => draft.WriteAsync(content: [.. Draft.Content, .. "Bye.\r\n"u8]),
            "settings" => draft.WriteAsync(Draft.Settings with { TimeToLive = TimeSpan.FromHours(1) }),
            _ => draft.ImportAsync("mai@example.test"),
        });

        var status = await draft.Campaign.StatusAsync();
        Assert.Equal(CampaignPhase.Draft, status!.State);
        Assert.Empty(status.Approvals);
        Assert.Contains(what, status.Reason, StringComparison.Ordinal);
        Assert.Equal("state", (await draft.CommandAsync(CampaignCommand.Start)).Refusal?.Code);
    }

    [Fact]
    public async Task The_same_draft_again_changes_nothing()
    {
        var draft = New();
        await draft.ApproveAsync();

        Assert.True((await draft.WriteAsync()).Done);

        Assert.Equal(CampaignPhase.Approved, await draft.PhaseAsync());
    }

    [Fact]
    public async Task A_row_changed_in_storage_after_the_approval_fails_the_start()
    {
        var draft = New();
        await draft.ApproveAsync();
        await cluster.Grains.GetGrain<IEgressIpGrain>("192.0.2.1").AddAsync("mta.sender.test");
        cluster.Stores.Audience.Tamper(await draft.Dispatch.CurrentAudienceAsync());

        Assert.Equal("changed", (await draft.CommandAsync(CampaignCommand.Start)).Refusal?.Code);

        Assert.Equal(CampaignPhase.Failed, await draft.PhaseAsync());
        Assert.Null(await draft.Dispatch.ReleaseAsync());
        Assert.False(cluster.Stores.IsRunning(_id));
    }

    [Fact]
    public async Task Without_an_address_to_send_from_nothing_is_started()
    {
        var draft = New();
        await draft.ApproveAsync();
        var addresses = cluster.Stores.Forget(DirectoryKind.EgressIp);

        var answer = await draft.CommandAsync(CampaignCommand.Start);
        foreach (var address in addresses)
        {
            await cluster.Stores.PutAsync(DirectoryKind.EgressIp, address, running: false);
        }

        Assert.Equal("egress", answer.Refusal?.Code);

        Assert.Equal(CampaignPhase.Approved, await draft.PhaseAsync());
    }

    [Fact]
    public async Task Only_the_clock_ends_the_undo_window()
    {
        var draft = New();
        await draft.StartAsync();
        Assert.Equal(CampaignPhase.Held, await draft.PhaseAsync());
        Assert.Null(await draft.Dispatch.ReleaseAsync());

        cluster.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(CampaignPhase.Held, await draft.PhaseAsync());

        var rung = cluster.Signal.NextRingAsync();
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await rung.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(CampaignPhase.Sending, await draft.PhaseAsync());
        Assert.NotNull(await draft.Dispatch.ReleaseAsync());
    }

    [Fact]
    public async Task Cancelled_in_the_undo_window_nothing_was_ever_released()
    {
        var draft = New();
        await draft.StartAsync();

        Assert.True((await draft.CommandAsync(CampaignCommand.Cancel)).Done);
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(CampaignPhase.Cancelled, await draft.PhaseAsync());
        Assert.Null(await draft.Dispatch.ReleaseAsync());
        Assert.False(cluster.Stores.IsRunning(_id));
    }

    [Fact]
    public async Task Who_sees_the_end_sees_all_outcomes_whenever_they_asked()
    {
        var draft = New();
        await draft.StartAsync(Draft.Settings with { HoldFor = TimeSpan.Zero });
        var audience = await draft.Dispatch.CurrentAudienceAsync();
        var recipients = (await draft.Campaign.StatusAsync())!.Recipients;
        var (asked, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
        cluster.Ledger.SlowCounts[audience] = () =>
        {
            asked.SetResult();
            return answered.Task;
        };

        var status = draft.Campaign.StatusAsync();
        await asked.Task;
        cluster.Ledger.Counts[audience] = new OutcomeCounts(recipients, 0, 0, 0, 0, 0, 0);
        await draft.Dispatch.DrainedAsync();
        answered.SetResult();

        Assert.Equal((CampaignPhase.Completed, recipients), ((await status)!.State, (await status)!.Delivered));
    }

    [Fact]
    public async Task A_campaign_that_failed_on_its_way_is_swept_to_the_last_recipient()
    {
        var draft = New();
        await draft.StartAsync(Draft.Settings with { HoldFor = TimeSpan.Zero });

        await draft.Dispatch.MismatchAsync("content");
        Assert.Equal(CampaignPhase.Failed, await draft.PhaseAsync());
        Assert.True(await draft.Dispatch.ReleaseAsync() is { Cancelling: true, HasFailed: true, RowsBelow: null });
        Assert.True(cluster.Stores.IsRunning(_id));

        await draft.Dispatch.DrainedAsync();
        Assert.Equal(CampaignPhase.Failed, await draft.PhaseAsync());
        Assert.Null(await draft.Dispatch.ReleaseAsync());
        Assert.False(cluster.Stores.IsRunning(_id));
    }

    [Fact]
    public async Task What_cannot_be_swept_is_said_and_left()
    {
        var draft = New();
        await draft.StartAsync(Draft.Settings with { HoldFor = TimeSpan.Zero });
        await draft.Dispatch.MismatchAsync("content");

        await draft.Dispatch.MismatchAsync("data");

        Assert.Null(await draft.Dispatch.ReleaseAsync());
        Assert.False(cluster.Stores.IsRunning(_id));
        var status = (await draft.Campaign.StatusAsync())!;
        Assert.Contains("stored content is not what was approved", status.Reason, StringComparison.Ordinal);
        Assert.Contains("stored data cannot be read", status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_campaign_that_was_sending_is_swept_to_the_last_recipient()
    {
        var draft = New();
        await draft.StartAsync(Draft.Settings with { HoldFor = TimeSpan.Zero });

        await draft.CommandAsync(CampaignCommand.Cancel);
        Assert.True((await draft.Dispatch.ReleaseAsync())!.Cancelling);
        Assert.Contains(_id, cluster.Signal.Stopped);

        await draft.Dispatch.DrainedAsync();
        Assert.Null(await draft.Dispatch.ReleaseAsync());
        Assert.False(cluster.Stores.IsRunning(_id));
    }

    [Fact]
    public async Task A_paused_campaign_releases_nothing_until_it_is_resumed()
    {
        var draft = New();
        await draft.StartAsync(Draft.Settings with { HoldFor = TimeSpan.Zero });

        await draft.CommandAsync(CampaignCommand.Pause);
        Assert.Null(await draft.Dispatch.ReleaseAsync());
        await draft.CommandAsync(CampaignCommand.Resume);

        Assert.NotNull(await draft.Dispatch.ReleaseAsync());
    }

    [Fact]
    public async Task Paused_inside_its_undo_window_a_campaign_has_the_whole_window_again()
    {
        var draft = New();
        await draft.StartAsync(Draft.Settings with { HoldFor = TimeSpan.FromSeconds(10) });
        await draft.CommandAsync(CampaignCommand.Pause);
        cluster.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(CampaignPhase.Paused, await draft.PhaseAsync());

        var resumed = await draft.CommandAsync(CampaignCommand.Resume);

        Assert.Equal((CampaignPhase.Held, cluster.Clock.GetUtcNow().AddSeconds(10)), (resumed.Status.State, resumed.Status.HeldUntil));
        Assert.Equal(resumed.Status.HeldUntil, (await draft.CommandAsync(CampaignCommand.Resume)).Status.HeldUntil);
        Assert.Null(await draft.Dispatch.ReleaseAsync());
        var rung = cluster.Signal.NextRingAsync();
        cluster.Clock.Advance(TimeSpan.FromSeconds(10));
        await rung.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.NotNull(await draft.Dispatch.ReleaseAsync());
    }

    [Fact]
    public async Task Silos_that_say_everything_is_done_are_not_believed_against_the_ledger()
    {
        var draft = New();
        await draft.StartAsync(Draft.Settings with { HoldFor = TimeSpan.Zero });

        await draft.Dispatch.DrainedAsync();

        Assert.Equal(CampaignPhase.Sending, await draft.PhaseAsync());
    }

    [Fact]
    public async Task A_rejected_campaign_is_a_draft_again_with_the_reason()
    {
        var draft = New();
        await draft.SubmitAsync();

        var answer = await Someone.Ben.AsAsync(() => draft.Campaign.RejectAsync("The price is wrong."));

        Assert.Equal(CampaignPhase.Draft, answer.Status.State);
        Assert.Contains("The price is wrong.", answer.Status.Reason, StringComparison.Ordinal);
        Assert.False((await Someone.Ann.AsAsync(() => draft.Campaign.SubmitAsync())).Done);
    }

    [Fact]
    public async Task What_the_guard_blocks_cannot_be_submitted()
    {
        var draft = New();
        await draft.WriteAsync();
        await draft.ImportAsync("yuki@example.test");
        cluster.Guard.Findings = [new GuardFinding("rule", GuardLevel.Block, "no", null, null, 1)];
        try
        {
            Assert.True((await draft.Campaign.CheckAsync()).Report!.Blocks);
        }
        finally
        {
            cluster.Guard.Findings = [];
        }

        Assert.Equal("state", (await Someone.Ann.AsAsync(() => draft.Campaign.SubmitAsync())).Refusal?.Code);
    }

    [Fact]
    public async Task Every_step_may_be_repeated()
    {
        var draft = New();
        var hash = await draft.SubmitAsync();
        Assert.Equal(hash, (await Someone.Ann.AsAsync(() => draft.Campaign.SubmitAsync())).Status.ContentHash);
        await draft.ApproveAsync(Someone.Ben, hash);
        Assert.Equal(["ben"], (await Someone.Ben.AsAsync(() => draft.Campaign.ApproveAsync(hash))).Status.Approvals);
        await cluster.Grains.GetGrain<IEgressIpGrain>("192.0.2.1").AddAsync("mta.sender.test");

        foreach (var command in Enum.GetValues<CampaignCommand>())
        {
            var first = await draft.CommandAsync(command);
            var second = await draft.CommandAsync(command);

            Assert.True(first.Done);
            Assert.True(second.Done);
            Assert.Equal(first.Status.State, second.Status.State);
            Assert.Equal(first.Status.StartedAt, second.Status.StartedAt);
        }
    }

    [Fact]
    public async Task A_campaign_that_nobody_drafted_is_not_there()
    {
        Assert.Null(await New().Campaign.StatusAsync());
        Assert.Equal("not-found", (await Someone.Ann.AsAsync(() => New().Campaign.SubmitAsync())).Refusal?.Code);
    }

    [Fact]
    public async Task The_report_is_kept_until_something_changes()
    {
        var draft = new Draft(cluster, "report-kept");
        await draft.WriteAsync();
        await draft.ImportAsync("yuki@example.test");
        var guard = cluster.Grains.GetGrain<ICampaignGuardGrain>("report-kept");
        Assert.Null(await guard.ReportAsync());

        await draft.Campaign.CheckAsync();
        Assert.Equal(1, (await guard.ReportAsync())!.RowsChecked);
        Assert.Equal("sender.test", (await guard.MemoryAsync()).Sketch!.FromDomain);
        Assert.Equal(cluster.Clock.GetUtcNow(), cluster.Guard.Last!.ImportedAt);

        await draft.WriteAsync(Draft.Settings with { Class = MailClass.Notice });
        Assert.Null(await guard.ReportAsync());
        Assert.Null((await guard.MemoryAsync()).Sketch);
    }

    [Fact]
    public async Task A_preview_needs_a_campaign_with_recipients()
    {
        var draft = new Draft(cluster, "preview-of");
        var guard = cluster.Grains.GetGrain<ICampaignGuardGrain>("preview-of");
        Assert.Equal("not-found", (await guard.PreviewAsync(2)).Refusal!.Code);

        await draft.WriteAsync();
        Assert.Equal("audience", (await guard.PreviewAsync(2)).Refusal!.Code);

        await draft.ImportAsync("yuki@example.test");
        Assert.Equal(2, (await guard.PreviewAsync(2)).Preview!.Row);
    }
}
