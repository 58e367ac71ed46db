using OrleansMail.Campaigns;
using OrleansMail.Domains;
using OrleansMail.Incidents;
using OrleansMail.Outcomes;
using OrleansMail.Sink;
using OrleansMail.Streams;

namespace OrleansMail.Scenarios;

/// <summary>An emergency stop ends all mail of its target, whatever is being started, and outlives the silo.</summary>
public sealed class EmergencyTests
{
    private const string Other = "other.orleansmail.test";
    private const string Stream = $"{Engine.Domain}/receipts";
    private const int Recipients = 1_000;

    private static SmtpSink SlowSink() => SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(20) });

    [Fact]
    public async Task A_stopped_domain_sends_nothing_after_the_answer_while_another_goes_on()
    {
        await using var sink = SlowSink();
        await using var others = SmtpSink.Start(new SinkOptions());
        await using var engine = await Engine.StartAsync(
            Engine.Route("one.orleansmail.test", sink.EndPoint), Engine.Route("two.orleansmail.test", others.EndPoint));
        await engine.Grains.GetGrain<ISendingDomainGrain>(Other)
            .AddAsync(new DomainSettings($"https://leave.{Other}/u/{{token}}", null, $"bounce@{Other}"));
        await Someone.Named("olga").AsAsync(() => engine.Grains.GetGrain<IApprovalRulesGrain>(Other)
            .SetAsync(new ApprovalRules { More = 1 }));
        var free = engine.Campaign("free");
        await free.PrepareAsync(
            Trial.Rows("two.orleansmail.test", Recipients), Trial.Settings with { From = $"Sender <news@{Other}>" });

        // All are prepared before any starts: on a busy machine that takes as long as one needs to be sent.
        var trials = new[] { await PreparedAsync(engine, "first"), await PreparedAsync(engine, "second") };
        foreach (var trial in trials)
        {
            await trial.StartAsync();
        }

        await trials[1].UntilAsync(status => status.Delivered > Recipients / 10);
        var answer = await StopAsync(engine, Engine.Domain);
        var seen = sink.Snapshot().AcceptedRecipients;
        await free.StartAsync();
        await free.UntilAsync(CampaignPhase.Completed);

        Assert.Equal(["first", "second"], answer.Campaigns.Select(campaign => campaign.Id).Order(StringComparer.Ordinal));
        Assert.All(answer.Campaigns, campaign => Assert.Equal(CampaignPhase.Paused, campaign.Status!.State));
        Assert.Equal(seen, answer.Campaigns.Sum(campaign => campaign.Status!.Delivered));
        Assert.Equal(seen, sink.Snapshot().AcceptedRecipients);
        Assert.True(seen < trials.Length * Recipients, "It stopped before everybody had the mail.");
        Assert.Equal(Recipients, others.Snapshot().AcceptedRecipients);
    }

    [Fact]
    public async Task What_is_started_while_everything_is_being_stopped_does_not_slip_through()
    {
        await using var sink = SlowSink();
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var trials = Enumerable.Range(0, 16).Select(number => engine.Campaign($"c-{number}")).ToList();
        foreach (var trial in trials)
        {
            await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", 200));
        }

        var starts = trials.Select(trial => Someone.Ben.AsAsync(trial.Grain.StartAsync)).ToList();
        await StopAsync(engine, StopTarget.Everything);
        var answers = await Task.WhenAll(starts);
        var seen = sink.Snapshot().AcceptedRecipients;

        var states = await Task.WhenAll(trials.Select(trial => trial.StatusAsync()));
        Assert.All(states.Zip(answers), one => Assert.Equal(
            one.Second.Done ? CampaignPhase.Paused : CampaignPhase.Approved, one.First.State));
        Assert.All(answers.Where(answer => !answer.Done), answer => Assert.Equal("stopped", answer.Refusal!.Code));
        Assert.Equal(seen, states.Sum(state => state.Delivered));

        // Long enough for whatever slipped through to be seen.
        await LiftAsync(engine, StopTarget.Everything);
        var free = engine.Campaign("free");
        await free.PrepareAsync(Trial.Rows("one.orleansmail.test", 200));
        await free.StartAsync();
        await free.UntilAsync(CampaignPhase.Completed);
        Assert.Equal(seen + 200, sink.Snapshot().AcceptedRecipients);
    }

    [Theory]
    [InlineData(StoredIn.Folder)]
    [InlineData(StoredIn.Postgres)]
    public async Task A_stop_outlives_the_silo_and_lifting_it_lets_everybody_be_reached_once(StoredIn stored)
    {
        await using var sink = SlowSink();
        await using var engine = await Engine.StartAsync(stored, Engine.Route("*", sink.EndPoint));
        var trial = await StartedAsync(engine, "stopped");
        await StopAsync(engine, StopTarget.Everything);
        var seen = sink.Snapshot().AcceptedRecipients;

        await engine.StopAsync();
        await engine.ResumeAsync();

        Assert.Equal("wrong list", Assert.Single(await engine.Report.StopsAsync()).Reason);
        Assert.Equal("stopped", (await Someone.Ben.AsAsync(() => trial.Grain.ResumeAsync())).Refusal?.Code);
        Assert.Equal(seen, sink.Snapshot().AcceptedRecipients);

        await LiftAsync(engine, StopTarget.Everything);
        Assert.Empty(await engine.Report.StopsAsync());
        Assert.Equal(CampaignPhase.Paused, (await trial.StatusAsync()).State);
        Assert.Equal(seen, sink.Snapshot().AcceptedRecipients);

        await trial.CommandAsync(CampaignCommand.Resume);
        var done = await trial.UntilAsync(CampaignPhase.Completed);
        Assert.Equal(Recipients, done.Delivered);
        Assert.Equal((Recipients, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
    }

    [Fact]
    public async Task A_stopped_campaign_is_stopped_alone_and_a_stopped_stream_refuses()
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var settings = Trial.Settings with { IsStream = true, InDoubt = InDoubt.Resend };
        var trial = engine.Campaign(Stream);
        await trial.DraftAsync(settings: settings);
        await trial.ApproveAsync();
        await trial.StartAsync();
        var stream = engine.Grains.GetGrain<IStreamGrain>(Stream);
        Assert.Null((await stream.SendAsync(Message("before"))).Refusal);

        await StopAsync(engine, StopTarget.OfCampaign(Stream));

        Assert.Equal("state", (await stream.SendAsync(Message("during"))).Refusal?.Code);
        var other = engine.Campaign("other");
        await other.PrepareAsync(Trial.Rows("one.orleansmail.test", 5));
        await other.StartAsync();
        await other.UntilAsync(CampaignPhase.Completed);

        await LiftAsync(engine, StopTarget.OfCampaign(Stream));
        await trial.CommandAsync(CampaignCommand.Resume);
        Assert.Null((await stream.SendAsync(Message("during"))).Refusal);
        await trial.UntilAsync(status => status.Delivered == 2);
    }

    [Fact]
    public async Task An_incident_lists_exactly_those_who_got_the_mail_with_what_stood_in_it()
    {
        await using var sink = SlowSink();
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        await StartedAsync(engine, "wrong");
        await StopAsync(engine, StopTarget.OfCampaign("wrong"));
        var got = (await engine.Campaign("wrong").OutcomesAsync())
            .Where(line => line.Outcome == OutcomeKind.Delivered).Select(line => line.Recipient).ToList();

        var incidents = engine.Grains.GetGrain<IIncidentGrain>("wrong");
        var opened = await incidents.OpenAsync(Guid.NewGuid(), new IncidentNotice(
            TimeProvider.System.GetUtcNow(), null, IncidentKind.WrongContent, "the wrong names", false, false, false));
        var export = engine.Grains.GetGrain<IExportGrain>("wrong");
        var request = Guid.NewGuid();
        await Someone.Ann.AsAsync(() => export.RequestAsync(
            request, "incident", new ExportContent(WithValues: true, AffectedOnly: true, null)));
        var page = await Someone.Ann.AsAsync(() => export.PageAsync(request, -1, Recipients));

        Assert.Equal((got.Count, 0), (opened.Incident!.Delivered, opened.Incident.InDoubt));
        Assert.Equal(StopTarget.OfCampaign("wrong"), Assert.Single(opened.Stops).Target);
        Assert.Null(page.Refusal);
        Assert.Equal(got, page.Lines.Select(line => line.Outcome.Recipient));
        Assert.All(page.Lines, line => Assert.Equal($"Customer {line.Outcome.Row}", Assert.Single(line.Values)));
        Assert.Equal(opened.Incident.Id, Assert.Single(await engine.Report.IncidentsAsync()).Id);
    }

    private static StreamMessage Message(string key) => new(
        "yuki@one.orleansmail.test",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "Yuki" },
        key);

    private static async Task<StopAnswer> StopAsync(Engine engine, string target)
    {
        var answer = await Someone.Ann.AsAsync(() => engine.Grains.GetGrain<IStopGrain>(target).StopAsync("wrong list"));
        Assert.Null(answer.Refusal?.Message);
        return answer;
    }

    private static async Task LiftAsync(Engine engine, string target)
    {
        var answer = await Someone.Ben.AsAsync(() => engine.Grains.GetGrain<IStopGrain>(target).LiftAsync("mended"));
        Assert.Null(answer.Refusal?.Message);
    }

    private static async Task<Trial> StartedAsync(Engine engine, string id)
    {
        var trial = await PreparedAsync(engine, id);
        await trial.StartAsync();
        await trial.UntilAsync(status => status.Delivered > Recipients / 10);
        return trial;
    }

    private static async Task<Trial> PreparedAsync(Engine engine, string id)
    {
        var trial = engine.Campaign(id);
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
        return trial;
    }
}
