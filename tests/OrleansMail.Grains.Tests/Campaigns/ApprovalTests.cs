using OrleansMail.Cluster;
using OrleansMail.Egress;
using OrleansMail.Guard;
using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>Who may approve what and when; a domain of its own for every test.</summary>
[Collection(ClusterTests.Name)]
public sealed class ApprovalTests(ClusterFixture cluster)
{
    private static readonly GuardFinding Long = new("subject", GuardLevel.Warn, "It is long.", null, "Subject", 1);
    private static readonly GuardFinding Odd = new("links", GuardLevel.Warn, "It is odd.", 3, "text", 2);

    private readonly string _id = $"a-{Guid.NewGuid():N}";
    private readonly string _domain = $"{Guid.NewGuid():N}.test";

    private CampaignSettings Settings => Draft.Settings with { From = $"News <news@{_domain}>", HoldFor = TimeSpan.Zero };

    private static ApprovalRules One => new() { More = 1 };

    private Draft New(ApprovalRules? rules = null) => new(cluster, _id) { Rules = rules ?? One };

    [Fact]
    public async Task Without_a_review_and_the_time_to_read_nobody_approves()
    {
        var draft = New();
        var hash = await draft.SubmitAsync(Settings);

        Assert.Equal("review", await RefusedAsync(Someone.Ben, draft, hash));
        var review = (await Someone.Ben.AsAsync(draft.Review.ReviewAsync)).Review!;
        Assert.Equal((hash, cluster.Clock.GetUtcNow().AddSeconds(10)), (review.Hash, review.MayApproveFrom));
        await draft.LookAsync(Someone.Ben);
        cluster.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("too-soon", await RefusedAsync(Someone.Ben, draft, hash));

        // To look again does not begin anew.
        await draft.LookAsync(Someone.Ben);
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await RefusedAsync(Someone.Ben, draft, hash));
    }

    [Fact]
    public async Task What_another_person_or_another_submission_was_shown_does_not_count()
    {
        var draft = New();
        await draft.SubmitAsync(Settings);
        await draft.ReadAsync(Someone.Ben);
        var hash = await draft.SubmitAsync(Settings with { TimeToLive = TimeSpan.FromHours(1) });

        Assert.Equal("review", await RefusedAsync(Someone.Ben, draft, hash));
        await draft.ReadAsync(Someone.Ben);
        Assert.Equal("review", await RefusedAsync(Someone.Named("eve"), draft, hash));
    }

    [Fact]
    public Task Nothing_is_submitted_before_every_warning_is_accepted_by_itself() => WithFindingsAsync([Long, Odd], async () =>
    {
        var draft = New();
        await draft.WriteAsync(Settings);
        await draft.ImportAsync("yuki@example.test");
        await draft.Campaign.CheckAsync();

        await AcceptAsync(Someone.Ann, draft.Review.AcceptAsync, Long);
        var refusal = (await Someone.Ann.AsAsync(draft.Campaign.SubmitAsync)).Refusal;
        Assert.Equal("warnings", refusal?.Code);
        Assert.Contains(Odd.Key, refusal!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Long.Key, refusal.Message, StringComparison.Ordinal);

        await AcceptAsync(Someone.Ann, draft.Review.AcceptAsync, Odd);
        Assert.True((await Someone.Ann.AsAsync(draft.Campaign.SubmitAsync)).Done);
    });

    [Fact]
    public Task The_approver_accepts_every_warning_too() => WithFindingsAsync([Long, Odd], async () =>
    {
        var draft = New();
        var hash = await draft.SubmitAsync(Settings);
        await draft.LookAsync(Someone.Ben);
        cluster.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("warnings", await RefusedAsync(Someone.Ben, draft, hash));
        await AcceptAsync(Someone.Ben, draft.Review.ConfirmAsync, Long);
        Assert.Equal("warnings", await RefusedAsync(Someone.Ben, draft, hash));
        await AcceptAsync(Someone.Ben, draft.Review.ConfirmAsync, Odd);

        // What one approver has accepted is no other's word.
        await draft.LookAsync(Someone.Named("eve"));
        cluster.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("warnings", await RefusedAsync(Someone.Named("eve"), draft, hash));
        Assert.Null(await RefusedAsync(Someone.Ben, draft, hash));
    });

    [Fact]
    public Task Who_accepts_a_warning_before_the_submission_is_an_author() => WithFindingsAsync([Long], async () =>
    {
        var draft = New();
        await draft.WriteAsync(Settings);
        await draft.ImportAsync("yuki@example.test");
        await draft.Campaign.CheckAsync();
        await AcceptAsync(Someone.Ben, draft.Review.AcceptAsync, Long);
        var hash = (await Someone.Ann.AsAsync(draft.Campaign.SubmitAsync)).Status.ContentHash!;

        Assert.Equal("same-person", await RefusedAsync(Someone.Ben, draft, hash));
        Assert.Equal("same-person", (await Someone.Ann.AsAsync(
            () => draft.Review.ConfirmAsync(Long.Key, "Fine."))).Refusal?.Code);
    });

    [Fact]
    public Task An_acceptance_is_in_the_trail_before_it_holds() => WithFindingsAsync([Long], async () =>
    {
        var draft = New();
        await draft.WriteAsync(Settings);
        await draft.ImportAsync("yuki@example.test");
        await draft.Campaign.CheckAsync();

        cluster.Trail.Fails = true;
        try
        {
            await Assert.ThrowsAnyAsync<IOException>(() => AcceptAsync(Someone.Ann, draft.Review.AcceptAsync, Long));
        }
        finally
        {
            cluster.Trail.Fails = false;
        }

        Assert.Equal("warnings", (await Someone.Ann.AsAsync(draft.Campaign.SubmitAsync)).Refusal?.Code);
        await AcceptAsync(Someone.Ann, draft.Review.AcceptAsync, Long);
        await AcceptAsync(Someone.Ann, draft.Review.AcceptAsync, Long);
        var fact = Assert.Single(cluster.Trail.Of(_id));
        Assert.Equal(("warning-accepted", "ann"), (fact.Action, fact.Caller.Name));
        Assert.Equal($"finding={Long.Key} reason=Fine.", fact.Detail);
    });

    [Theory]
    [InlineData(GuardLevel.Info)]
    [InlineData(GuardLevel.Block)]
    public Task Only_warnings_are_accepted_and_only_with_a_reason(GuardLevel level) =>
        WithFindingsAsync([Long, Odd with { Level = level }], async () =>
        {
            var draft = New();
            await draft.WriteAsync(Settings);
            await draft.ImportAsync("yuki@example.test");
            await draft.Campaign.CheckAsync();
            var phase = await draft.PhaseAsync();

            Assert.Equal(level == GuardLevel.Block ? CampaignPhase.Draft : CampaignPhase.Checked, phase);
            foreach (var (key, reason) in new[] { ("no/such/key", "Fine."), ((Odd with { Level = level }).Key, "Fine."), (Long.Key, " ") })
            {
                Assert.False((await Someone.Ann.AsAsync(() => draft.Review.AcceptAsync(key, reason))).Done);
            }
        });

    [Theory]
    [InlineData("content")]
    [InlineData("settings")]
    [InlineData("audience")]
    public Task A_change_voids_report_and_acceptances(string what) => WithFindingsAsync([Long], async () =>
    {
        var draft = New();
        await draft.CheckAsync(Settings);

        await (what switch
        {
            "content" => draft.WriteAsync(Settings, [.. Draft.Content, .. "Bye.\r\n"u8]),
            "settings" => draft.WriteAsync(Settings with { CanaryFirst = 50 }),
            _ => draft.ImportAsync("mai@example.test"),
        });

        Assert.Equal("state", (await draft.Review.ReviewAsync()).Refusal?.Code);
        await draft.Campaign.CheckAsync();
        Assert.Empty((await draft.Review.ReviewAsync()).Review!.Accepted);
    });

    [Fact]
    public Task A_check_that_finds_the_same_keeps_the_acceptances_and_another_one_does_not() =>
        WithFindingsAsync([Long], async () =>
        {
            var draft = New();
            await draft.CheckAsync(Settings);

            await draft.Campaign.CheckAsync();
            Assert.Single((await draft.Review.ReviewAsync()).Review!.Accepted);

            cluster.Guard.Findings = [Long with { Count = 2 }];
            await draft.Campaign.CheckAsync();
            Assert.Empty((await draft.Review.ReviewAsync()).Review!.Accepted);
        });

    [Fact]
    public async Task The_first_campaign_of_a_domain_needs_two_and_the_second_one()
    {
        var draft = New(new ApprovalRules());
        var hash = await draft.SubmitAsync(Settings);

        var first = await draft.ApproveAsync(Someone.Ben, hash);
        Assert.Equal((CampaignPhase.Submitted, 2), (first.Status.State, first.Status.ApprovalsNeeded));
        Assert.Contains("first campaign", Assert.Single(first.Status.ApprovalReasons), StringComparison.Ordinal);
        Assert.Equal("state", (await draft.CommandAsync(CampaignCommand.Start)).Refusal?.Code);
        Assert.True((await draft.ApproveAsync(Someone.Ben, hash)).Done); // the same person again is no second one
        Assert.Equal(CampaignPhase.Submitted, await draft.PhaseAsync());

        var second = await draft.ApproveAsync(Someone.Named("eve"), hash);
        Assert.Equal(CampaignPhase.Approved, second.Status.State);
        Assert.Equal(["ben", "eve"], second.Status.Approvals);

        await StartAsync(draft);
        cluster.Ledger.MailedBy = _id;
        try
        {
            var next = new Draft(cluster, $"{_id}-2") { Rules = new ApprovalRules() };
            await next.SubmitAsync(Settings);
            Assert.Equal(1, (await next.Campaign.StatusAsync())!.ApprovalsNeeded);
        }
        finally
        {
            cluster.Ledger.MailedBy = null;
        }

        var strange = new Draft(cluster, $"{_id}-3") { Rules = new ApprovalRules() };
        await strange.SubmitAsync(Settings);
        var status = await strange.Campaign.StatusAsync();
        Assert.Contains("only 0 %", Assert.Single(status!.ApprovalReasons), StringComparison.Ordinal);
        Assert.Equal($"compared with {_id}", (await strange.Review.ReviewAsync()).Review!.Before[0]);
    }

    [Fact]
    public async Task Who_set_the_rules_approves_nothing_under_them_and_a_change_is_for_later_submissions()
    {
        var draft = New();
        var hash = await draft.SubmitAsync(Settings);
        var rules = cluster.Grains.GetGrain<IApprovalRulesGrain>(_domain);

        Assert.Equal("rules", (await draft.ApproveAsync(Someone.Named("Olga"), hash)).Refusal?.Code);
        await Someone.Ben.AsAsync(() => rules.SetAsync(new ApprovalRules { Approvals = 5, More = 5 }));
        Assert.Equal(CampaignPhase.Approved, (await draft.ApproveAsync(Someone.Ben, hash)).Status.State);
    }

    [Fact]
    public async Task Neither_a_service_nor_a_stale_second_factor_approves_or_starts()
    {
        var draft = New();
        var hash = await draft.SubmitAsync(Settings);
        var service = Someone.Named("batch") with { Kind = CallerKind.Service };
        var stale = Someone.Named("eve") with { SecondFactorAt = cluster.Clock.GetUtcNow().AddMinutes(-5) };
        await draft.ReadAsync(service);
        await draft.ReadAsync(stale);

        Assert.Equal("not-a-person", await RefusedAsync(service, draft, hash));
        Assert.Equal("second-factor", await RefusedAsync(stale, draft, hash));
        await draft.ApproveAsync(Someone.Ben, hash);
        Assert.Equal("second-factor", (await stale.AsAsync(draft.Campaign.StartAsync)).Refusal?.Code);
    }

    [Fact]
    public async Task An_approval_that_ran_out_starts_nothing_until_there_is_another()
    {
        var draft = New(One with { ExpiresAfter = TimeSpan.FromHours(1) });
        await draft.ApproveAsync(Settings);
        Assert.NotNull((await draft.Campaign.StatusAsync())!.ApprovedUntil);

        cluster.Clock.Advance(TimeSpan.FromHours(1));
        var answer = await draft.CommandAsync(CampaignCommand.Start);
        Assert.Contains("ran out", answer.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(CampaignPhase.Submitted, answer.Status.State);

        await draft.ApproveAsync(Someone.Ben, answer.Status.ContentHash!);
        await StartAsync(draft);
        Assert.Equal(CampaignPhase.Sending, await draft.PhaseAsync());
    }

    [Fact]
    public async Task An_approval_runs_out_for_what_was_paused_before_its_first_mail()
    {
        var draft = New(One with { ExpiresAfter = TimeSpan.FromHours(1) });
        await draft.StartAsync(Settings with { HoldFor = TimeSpan.FromSeconds(10) });
        var paused = await draft.CommandAsync(CampaignCommand.Pause);

        cluster.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("approvals", (await draft.CommandAsync(CampaignCommand.Resume)).Refusal?.Code);

        await draft.ApproveAsync(Someone.Ben, paused.Status.ContentHash!);
        Assert.Equal(CampaignPhase.Held, (await draft.CommandAsync(CampaignCommand.Resume)).Status.State);
    }

    [Fact]
    public async Task Whoever_lets_it_go_on_before_its_first_mail_shows_a_factor_as_for_the_start()
    {
        var draft = New();
        await draft.StartAsync(Settings with { HoldFor = TimeSpan.FromSeconds(10) });
        await draft.CommandAsync(CampaignCommand.Pause);
        var stale = Someone.Ben with { SecondFactorAt = cluster.Clock.GetUtcNow().AddMinutes(-6) };

        Assert.Equal("second-factor", (await stale.AsAsync(() => draft.Campaign.ResumeAsync())).Refusal?.Code);
        Assert.Equal(CampaignPhase.Paused, await draft.PhaseAsync());
    }

    [Fact]
    public async Task The_approval_of_somebody_who_has_lost_the_right_since_starts_nothing()
    {
        var draft = New();
        await draft.ApproveAsync(Settings);
        cluster.Approvers.Lost[("ben", _domain)] = true;

        var answer = await draft.CommandAsync(CampaignCommand.Start);

        Assert.Equal(CampaignPhase.Submitted, answer.Status.State);
        Assert.Contains("ben approved it and may not approve any more", answer.Status.Reason, StringComparison.Ordinal);
        await draft.ApproveAsync(Someone.Named("eve"), answer.Status.ContentHash!);
        await StartAsync(draft);
    }

    [Fact]
    public async Task Nor_does_it_let_go_on_what_was_paused_before_its_first_mail()
    {
        var draft = New();
        await draft.StartAsync(Settings with { HoldFor = TimeSpan.FromSeconds(10) });
        await draft.CommandAsync(CampaignCommand.Pause);
        cluster.Approvers.Lost[("ben", _domain)] = true;

        Assert.Equal("approvals", (await draft.CommandAsync(CampaignCommand.Resume)).Refusal?.Code);
    }

    [Fact]
    public async Task An_approval_taken_back_before_the_start_starts_nothing()
    {
        var draft = New();
        await draft.ApproveAsync(Settings);

        Assert.Equal("state", (await Someone.Named("eve").AsAsync(() => draft.Review.WithdrawAsync("No."))).Refusal?.Code);
        Assert.True((await Someone.Ben.AsAsync(() => draft.Review.WithdrawAsync("The price is wrong."))).Done);

        var answer = await draft.CommandAsync(CampaignCommand.Start);
        Assert.Equal(("state", CampaignPhase.Submitted), (answer.Refusal?.Code, answer.Status.State));
        Assert.Contains("The price is wrong.", answer.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_taken_back_while_it_is_sent_stops_until_another_person_approves()
    {
        var draft = New();
        await draft.ApproveAsync(Settings);
        await StartAsync(draft);

        var withdrawn = await Someone.Ben.AsAsync(() => draft.Review.WithdrawAsync("The price is wrong."));
        Assert.Equal(CampaignPhase.Paused, withdrawn.Status.State);
        Assert.Null(await draft.Dispatch.ReleaseAsync());
        Assert.Contains(_id, cluster.Signal.Stopped);
        Assert.Equal("approvals", (await draft.CommandAsync(CampaignCommand.Resume)).Refusal?.Code);

        await draft.ApproveAsync(Someone.Named("eve"), withdrawn.Status.ContentHash!);
        Assert.Equal(CampaignPhase.Paused, await draft.PhaseAsync());
        Assert.True((await draft.CommandAsync(CampaignCommand.Resume)).Done);
        Assert.NotNull(await draft.Dispatch.ReleaseAsync());
    }

    [Fact]
    public async Task A_review_shows_what_is_to_be_approved()
    {
        var draft = New();
        var hash = await draft.SubmitAsync(Settings);

        var review = (await Someone.Ben.AsAsync(draft.Review.ReviewAsync)).Review!;

        Assert.Equal((hash, 2L, Settings), (review.Hash, review.Recipients, review.Settings));
        Assert.Equal(["name"], review.Columns);
        Assert.Equal(new DomainCount("example.test", 2), Assert.Single(review.Domains.Largest));
        Assert.Empty(review.Before);
    }

    private async Task StartAsync(Draft draft)
    {
        await cluster.Grains.GetGrain<IEgressIpGrain>("192.0.2.1").AddAsync("mta.sender.test");
        Assert.Null((await draft.CommandAsync(CampaignCommand.Start)).Refusal?.Message);
    }

    private async Task WithFindingsAsync(GuardFinding[] findings, Func<Task> test)
    {
        cluster.Guard.Findings = findings;
        try
        {
            await test();
        }
        finally
        {
            cluster.Guard.Findings = [];
        }
    }

    private static async Task AcceptAsync(
        Caller caller, Func<string, string, Task<CampaignAnswer>> accept, GuardFinding finding) =>
        Assert.Null((await caller.AsAsync(() => accept(finding.Key, "Fine."))).Refusal?.Message);

    private static async Task<string?> RefusedAsync(Caller caller, Draft draft, string hash) =>
        (await caller.AsAsync(() => draft.Campaign.ApproveAsync(hash))).Refusal?.Code;
}
