using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Guard;
using OrleansMail.Incidents;
using OrleansMail.Outcomes;
using OrleansMail.Retention;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>
/// Data of ended campaigns over the years: made unreadable when its time is over and not before, by the silo itself; what the
/// law asks for stays, and so does every audit entry; whoever asks later is told plainly.
/// </summary>
public abstract class RetentionTests(bool onPostgres) : IAsyncLifetime
{
    private const int Recipients = 40;
    private const string Peer = "peer.orleansmail.test";
    private const string Notice = "notice";
    private const string Advert = "advert";
    private const string Leaked = "leaked";

    private SmtpSink _sink = null!;
    private Engine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _sink = SmtpSink.Start(new SinkOptions());
        string[] settings = [Engine.Route("*", _sink.EndPoint), "Retention:Every=00:00:01"];
        _engine = await (onPostgres ? Engine.StartOnPostgresAsync(null, settings) : Engine.StartAsync(settings));
        await _engine.Grains.GetGrain<IRetentionGrain>(Engine.Domain).SetAsync(new RetentionRules { OtherDays = 7 });
        await SendAsync(Notice, MailClass.Notice);
        await SendAsync(Advert, MailClass.Unstated);
        await SendAsync(Leaked, MailClass.Notice);
        var opened = await OpenAsync(Leaked);
        Assert.Contains(opened.Duties, duty => duty.IsLikely);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _sink.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_campaign_is_forgotten_when_its_time_is_over_and_everything_says_so()
    {
        var before = (Status: await StatusAsync(Notice), Trail: await TrailAsync());

        await LaterAsync(days: 6);
        Assert.Equal(0, await PassAsync());
        Assert.Equal(Recipients, await ReadableAsync(Notice));

        await LaterAsync(days: 8);
        var forgotten = await _engine.Campaign(Notice).UntilAsync(status => status.ForgottenAt is not null);

        Assert.Equal(
            (before.Status.Delivered, before.Status.ContentHash), (forgotten.Delivered, forgotten.ContentHash));
        Assert.Equal(0, await ReadableAsync(Notice));
        Assert.All(
            await _engine.Campaign(Notice).OutcomesAsync(),
            line => Assert.Equal((true, "", OutcomeKind.Delivered), (line.Forgotten, line.Recipient, line.Outcome)));
        var preview = await _engine.Grains.GetGrain<ICampaignGuardGrain>(Notice).PreviewAsync(2);
        Assert.Equal("forgotten", preview.Refusal?.Code);
        var export = await Someone.Ann.AsAsync(() => _engine.Grains.GetGrain<IExportGrain>(Notice).RequestAsync(
            Guid.NewGuid(), "who was it", new ExportContent(WithValues: true, AffectedOnly: true, null)));
        Assert.Equal("forgotten", export.Refusal?.Code);

        var incident = await OpenAsync(Notice);
        Assert.Equal((forgotten.ForgottenAt, Recipients, 0), (incident.ForgottenAt, incident.Delivered, incident.InDoubt));
        var page = await _engine.Grains.GetGrain<IIncidentGrain>(Notice).AffectedAsync(incident.Number, -1, 1_000);
        Assert.All(page.Lines, line => Assert.Equal((true, ""), (line.Forgotten, line.Recipient)));
        var acts = await _engine.Grains.GetGrain<IIncidentGrain>(Notice).ActsAsync(incident.Number, ofSystem: false, 0, 0);
        Assert.Equal("engine", Assert.Single(acts.Acts, act => act.Act == "forgotten-by-age").By);

        await StaysAsync(before.Trail);
    }

    [Fact]
    public async Task Evidence_of_consent_stays_for_three_years_and_a_leak_until_its_duties_are_done()
    {
        var before = await TrailAsync();

        await LaterAsync(days: 1_095);
        await _engine.Campaign(Notice).UntilAsync(status => status.ForgottenAt is not null);
        Assert.Equal(0, await PassAsync());
        Assert.Equal((0, Recipients, Recipients), (await ReadableAsync(Notice), await ReadableAsync(Advert), await ReadableAsync(Leaked)));

        await LaterAsync(days: 1_097);
        await _engine.Campaign(Advert).UntilAsync(status => status.ForgottenAt is not null);
        Assert.Equal((0, Recipients), (await ReadableAsync(Advert), await ReadableAsync(Leaked)));

        var file = _engine.Grains.GetGrain<IIncidentGrain>(Leaked);
        foreach (var duty in (await file.ShowAsync(1)).Incident!.Duties.Where(duty => duty.IsLikely))
        {
            Assert.Null((await Someone.Ann.AsAsync(() => file.DoneAsync(1, duty.Kind, "told by letter"))).Refusal?.Message);
        }

        await _engine.Campaign(Leaked).UntilAsync(status => status.ForgottenAt is not null);
        Assert.Equal(0, await ReadableAsync(Leaked));
        Assert.Equal((Recipients, Recipients), (
            (await file.ShowAsync(1)).Incident!.Delivered, (await StatusAsync(Leaked)).Delivered));
        await StaysAsync(before);
    }

    private async Task SendAsync(string id, MailClass mail)
    {
        var trial = _engine.Campaign(id);
        await trial.PrepareAsync(Trial.Rows(Peer, Recipients), Trial.Settings with { Class = mail }, Letter(id));
        await trial.StartAsync();
        Assert.Equal(Recipients, (await trial.UntilAsync(CampaignPhase.Completed)).Delivered);
    }

    // Each of its own: the guard stops the same words to the same people.
    private static byte[] Letter(string id) => System.Text.Encoding.UTF8.GetBytes(
        $"Subject: About the {id} for {{{{ name }}}}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + $"Dear {{{{ name }}}},\r\n{string.Concat(Enumerable.Repeat($"this is the {id}. ", 20))}\r\n");

    private async Task LaterAsync(int days)
    {
        await _engine.StopAsync();
        await _engine.ResumeAsync(TimeSpan.FromDays(days));
    }

    /// <summary>One pass over all campaigns; how many it has forgotten.</summary>
    private async Task<int> PassAsync() =>
        (await _engine.Grains.GetGrain<IRetentionPassGrain>(0).StepAsync(null)).Forgotten;

    private async Task<CampaignStatus> StatusAsync(string id) => await _engine.Campaign(id).StatusAsync();

    /// <summary>How many recipients of the campaign can be read, address by address.</summary>
    private async Task<int> ReadableAsync(string id) => (await _engine.Campaign(id).OutcomesAsync())
        .Select(line => line.Recipient).Intersect(Trial.Rows(Peer, Recipients).Select(row => row.Address)).Count();

    private async Task<Incident> OpenAsync(string id)
    {
        var known = (await StatusAsync(id)).FinishedAt!.Value;
        var answer = await Someone.Ann.AsAsync(() => _engine.Grains.GetGrain<IIncidentGrain>(id).OpenAsync(
            Guid.NewGuid(),
            new IncidentNotice(known, null, IncidentKind.Leak, "somebody sold it", IsMalicious: true, false, false)));
        Assert.Null(answer.Refusal?.Message);
        return answer.Incident!;
    }

    private async Task<AuditEntry[]> TrailAsync()
    {
        var page = await _engine.Grains.GetGrain<IAuditGrain>(Engine.Domain).ListAsync(new AuditFilter(), 0, 1_000);
        return Array.ConvertAll(page.Lines, line => new AuditEntry(
            line.Seq, line.At, line.Caller, line.From, line.Action, line.Target, line.Result, line.Detail, line.Hash,
            Engine.Domain, line.Prev, line.Session, line.Id, line.Kind, line.SecondFactorAt));
    }

    /// <summary>Every entry is where it was, and the trail with what was added is in order.</summary>
    private async Task StaysAsync(AuditEntry[] before)
    {
        var now = await TrailAsync();
        Assert.NotEmpty(before);
        Assert.Equal(before, now[..before.Length]);
        var verifier = new AuditVerifier(null);
        foreach (var entry in now)
        {
            verifier.Add(entry);
        }

        Assert.Null(Assert.Single(verifier.End()).FirstBad);
    }
}

public sealed class SqliteRetentionTests() : RetentionTests(onPostgres: false);

public sealed class PostgresRetentionTests() : RetentionTests(onPostgres: true);
