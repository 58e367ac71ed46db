using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.People;
using OrleansMail.Reports;

namespace OrleansMail.Incidents;

[Collection(ClusterTests.Name)]
public sealed class IncidentGrainTests(ClusterFixture cluster)
{
    private const string Domain = "sender.test";

    private readonly string _id = $"i-{Guid.NewGuid():N}";

    private IIncidentGrain Grain => cluster.Grains.GetGrain<IIncidentGrain>(_id);

    private IncidentNotice Notice => new(
        cluster.Clock.GetUtcNow(), null, IncidentKind.WrongContent, "another customer's name", false, true, true);

    [Fact]
    public async Task A_file_counts_who_got_the_mail_and_what_stood_in_it()
    {
        await PrepareAsync();

        var answer = await OpenAsync(Notice);

        Assert.Null(answer.Refusal?.Message);
        var incident = answer.Incident!;
        Assert.Equal(($"{_id}#1", "ann", "Hello {{ name }}"), (incident.Id, incident.OpenedBy, incident.Subject));
        Assert.Equal((2, 1), (incident.Delivered, incident.InDoubt));
        Assert.Equal((At(1), At(3)), (incident.FirstAt, incident.LastAt));
        Assert.Equal(
            [new MergedField("address", DataKind.EmailAddress), new MergedField("name", DataKind.Name)], incident.Fields);
        Assert.Equal(7, incident.Duties.Length);
        Assert.Contains(_id, await cluster.Stores.ListAsync(DirectoryKind.Incident, runningOnly: false));
    }

    [Fact]
    public async Task Mail_before_it_went_wrong_does_not_count()
    {
        await PrepareAsync();

        var incident = (await OpenAsync(Notice with { Since = At(2) })).Incident!;

        Assert.Equal((1, 1), (incident.Delivered, incident.InDoubt));
        var page = await Grain.AffectedAsync(incident.Number, -1, 1_000);
        Assert.Equal([1, 2], page.Lines.Select(line => line.Row));
    }

    [Fact]
    public async Task A_campaign_is_not_forgotten_while_a_duty_is_open()
    {
        await PrepareAsync();
        var campaign = cluster.Grains.GetGrain<ICampaignGrain>(_id);
        await Someone.Ann.AsAsync(campaign.CancelAsync);
        var incident = (await OpenAsync(Notice)).Incident!;

        Assert.Equal("kept", (await campaign.ForgetAsync(Guid.NewGuid())).Refusal?.Code);

        foreach (var duty in incident.Duties.Where(duty => duty.IsLikely))
        {
            Assert.Null((await Someone.Ann.AsAsync(() => Grain.DoneAsync(incident.Number, duty.Kind, "They were told."))).Refusal);
        }

        Assert.True((await campaign.ForgetAsync(Guid.NewGuid())).Done);
    }

    [Fact]
    public async Task The_list_of_a_file_is_masked()
    {
        await PrepareAsync();
        var incident = (await OpenAsync(Notice)).Incident!;

        var page = await Grain.AffectedAsync(incident.Number, -1, 1_000);

        Assert.Equal(["r***@example.test", "r***@example.test", "r***@example.test"], page.Lines.Select(line => line.Recipient));
    }

    [Fact]
    public async Task The_same_operation_opens_one_file()
    {
        await PrepareAsync();
        var operation = Guid.NewGuid();

        var first = await Someone.Ann.AsAsync(() => Grain.OpenAsync(operation, Notice));
        var again = await Someone.Ann.AsAsync(() => Grain.OpenAsync(operation, Notice));
        var other = await OpenAsync(Notice);

        Assert.Equal((1, 1, 2), (first.Incident!.Number, again.Incident!.Number, other.Incident!.Number));
        Assert.Equal(2, (await Grain.ListAsync()).Length);
    }

    [Fact]
    public async Task A_duty_that_was_done_is_open_no_more()
    {
        await PrepareAsync();
        await OpenAsync(Notice);

        var answer = await Someone.Ben.AsAsync(() => Grain.DoneAsync(1, DutyKind.PreliminaryReport, "filed by form"));

        var done = answer.Incident!.Duties.Single(duty => duty.Kind == DutyKind.PreliminaryReport);
        Assert.Equal((cluster.Clock.GetUtcNow(), "ben: filed by form"), (done.DoneAt, done.DoneBy));
        Assert.All(
            answer.Incident.Duties.Where(duty => duty.Kind != DutyKind.PreliminaryReport), duty => Assert.Null(duty.DoneAt));
        Assert.Equal("not-found", (await Someone.Ben.AsAsync(() => Grain.DoneAsync(2, DutyKind.FinalReport, "x"))).Refusal?.Code);
        Assert.Equal("reason", (await Someone.Ben.AsAsync(() => Grain.DoneAsync(1, DutyKind.FinalReport, ""))).Refusal?.Code);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_name()
    {
        await PrepareAsync();
        var now = cluster.Clock.GetUtcNow();

        Assert.Equal("known-at", (await OpenAsync(Notice with { KnownAt = now.AddHours(1) })).Refusal?.Code);
        Assert.Equal("since", (await OpenAsync(Notice with { Since = now.AddMinutes(1) })).Refusal?.Code);
        Assert.Equal("what", (await OpenAsync(Notice with { What = " " })).Refusal?.Code);
        Assert.Equal("kind", (await OpenAsync(Notice with { Kind = (IncidentKind)9 })).Refusal?.Code);
        Assert.Empty(await Grain.ListAsync());
    }

    [Fact]
    public async Task The_answer_tells_whether_the_caller_may_have_the_recipients()
    {
        await PrepareAsync();
        var exporter = Someone.Ann with { Grants = [new Grant(Right.RecipientsExport, "sender.test")] };

        Assert.False((await OpenAsync(Notice)).MayExport);
        Assert.True((await exporter.AsAsync(() => Grain.ShowAsync(1))).MayExport);
    }

    [Fact]
    public async Task What_arrived_after_the_stop_is_counted_apart()
    {
        await PrepareAsync();
        var now = cluster.Clock.GetUtcNow();
        await TellAsync(Domain, "campaign.start", $"campaign:{_id}", AuditResult.Allowed, "Campaign.Start");
        await TellAsync(IAuditGrain.SystemTrail, "campaign.stop", $"stop:campaign:{_id}", AuditResult.Allowed, "Stop.Stop reason=wrong list");
        var audience = await new Draft(cluster, _id).Dispatch.CurrentAudienceAsync();
        cluster.Ledger.Outcomes.AddRange(
        [
            Record(audience, 4, OutcomeKind.Delivered, now.AddSeconds(2)),
            Record(audience, 5, OutcomeKind.Deferred, now) with { Leased = true },
        ]);

        var incident = (await OpenAsync(Notice)).Incident!;

        Assert.Equal(now, incident.StoppedAt);
        Assert.Equal((3, 1), (incident.Delivered, incident.DeliveredAfterStop));
        Assert.Equal((2, 1), (incident.InDoubt, incident.UnderWay));
    }

    [Fact]
    public async Task The_acts_of_a_campaign_are_those_of_no_other_and_only_with_a_file()
    {
        await PrepareAsync();
        await TellAsync(Domain, "campaign.approve", $"campaign:{_id}", AuditResult.Allowed, "Campaign.Approve hash=abc");
        await TellAsync(Domain, "campaign.approve", $"campaign:{_id}2", AuditResult.Allowed, "Campaign.Approve hash=abc");
        await TellAsync(Domain, "campaign.stop", $"incident:{_id}", AuditResult.Allowed, "Incident.Acts number=1");
        await TellAsync(
            IAuditGrain.SystemTrail, "campaign.start", $"campaign:{_id}", AuditResult.Refused, "Campaign.Start not-allowed");
        Assert.Empty((await Grain.ActsAsync(1, ofSystem: false, 0, 0)).Acts);
        await OpenAsync(Notice);

        var acts = await Grain.ActsAsync(1, ofSystem: false, 0, 0);
        var refused = await Grain.ActsAsync(1, ofSystem: true, 0, 0);

        var approved = Assert.Single(acts.Acts);
        Assert.Equal(("Campaign.Approve", "hash=abc", "ann"), (approved.Act, approved.Detail, approved.By));
        Assert.Equal(("Campaign.Start", "Refused"), (Assert.Single(refused.Acts).Act, refused.Acts[0].Result));
        Assert.Null(acts.Next);
    }

    [Fact]
    public async Task Of_a_forgotten_campaign_the_file_keeps_the_counts_and_says_so()
    {
        await PrepareAsync();
        var draft = new Draft(cluster, _id);
        Assert.True((await draft.CommandAsync(CampaignCommand.Cancel)).Done);
        Assert.True((await cluster.Grains.GetGrain<ICampaignGrain>(_id).ForgetAsync(Guid.NewGuid())).Done);

        var incident = (await OpenAsync(Notice with { Since = At(2) })).Incident!;

        Assert.Equal(cluster.Clock.GetUtcNow(), incident.ForgottenAt);
        Assert.Equal("(forgotten)", incident.Subject);
        Assert.Equal((1, 1), (incident.Delivered, incident.InDoubt));
        Assert.Contains(new MergedField("name", DataKind.Name), incident.Fields);
    }

    private Task<long> TellAsync(string trail, string action, string target, AuditResult result, string detail) =>
        cluster.Grains.GetGrain<IAuditGrain>(trail).AppendAsync(
            new AuditFact(Guid.NewGuid(), Someone.Ann, action, target, result, detail));

    private Task<IncidentAnswer> OpenAsync(IncidentNotice notice) =>
        Someone.Ann.AsAsync(() => Grain.OpenAsync(Guid.NewGuid(), notice));

    private static DateTimeOffset At(int hour) => DateTimeOffset.UnixEpoch.AddHours(hour);

    private async Task PrepareAsync()
    {
        var draft = new Draft(cluster, _id);
        await draft.WriteAsync();
        await draft.ImportAsync("r0@example.test", "r1@example.test", "r2@example.test", "r3@example.test");
        var audience = await draft.Dispatch.CurrentAudienceAsync();
        cluster.Ledger.Outcomes.AddRange(
        [
            Record(audience, 0, OutcomeKind.Delivered, At(1)),
            Record(audience, 1, OutcomeKind.Unknown, At(2)),
            Record(audience, 2, OutcomeKind.Delivered, At(3)),
            Record(audience, 3, OutcomeKind.Bounced, At(4)),
        ]);
    }

    private OutcomeRecord Record(long audience, long row, OutcomeKind kind, DateTimeOffset at) => new(
        audience, _id, row, $"r{row}@example.test",
        new OutcomeEntry(
            audience, row, 1, kind, true, DeliveryStage.FinalDot, 250, null, "ok", null, null, null, at, at, null),
        Leased: false);
}
