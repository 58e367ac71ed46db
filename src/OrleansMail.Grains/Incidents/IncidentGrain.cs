using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.People;
using OrleansMail.Recipients;
using OrleansMail.Reports;

namespace OrleansMail.Incidents;

/// <summary>Remembers the incident files of one campaign; what was done to it is in the audit trails.</summary>
[GrainType("incident")]
internal sealed class IncidentGrain(
    [PersistentState("incident")] IPersistentState<IncidentState> stored,
    CampaignStores stores,
    IAuditStore audit,
    TimeProvider clock) : Grain, IIncidentGrain
{
    private const int MostIncidents = 1_000;

    private string Id => this.GetPrimaryKeyString();

    private List<Incident> All => stored.State.Incidents;

    private ICampaignDispatchGrain Campaign => GrainFactory.GetGrain<ICampaignDispatchGrain>(Id);

    public async Task<IncidentAnswer> OpenAsync(Guid operation, IncidentNotice notice)
    {
        if (All.Find(one => one.Operation == operation) is { } opened)
        {
            return await AnswerAsync(null, opened);
        }

        if ((NoticeCheck.Fault(notice, clock.GetUtcNow()) ?? FullFault()) is { } refusal)
        {
            return await AnswerAsync(refusal, null);
        }

        var audience = await Campaign.CurrentAudienceAsync();
        var status = await GrainFactory.GetGrain<ICampaignGrain>(Id).StatusAsync();
        if (await MailFacts.ReadAsync(stores, Id, audience, status?.ForgottenAt is not null) is not { } mail)
        {
            return await AnswerAsync(
                new Refusal("empty", "The campaign has no content or no recipients yet.", "campaign"), null);
        }

        var stopped = await StoppedAtAsync();
        var affected = await Affected.CountAsync(stores.Ledger, audience, notice.Since, stopped);
        MergedField[] fields =
        [
            new("address", DataKind.EmailAddress),
            .. mail.Merged.Select(index => new MergedField(mail.Columns[index], DataKinds.Of(mail.Columns[index]))),
        ];
        var incident = new Incident(
            Id, All.Count + 1, operation, Caller.Current.Name, clock.GetUtcNow(), notice, mail.Subject,
            status?.ContentHash, affected.Delivered, affected.InDoubt, affected.FirstAt, affected.LastAt, fields,
            Duties.Of(notice, affected.Delivered + affected.InDoubt, fields))
        {
            UnderWay = affected.UnderWay,
            StoppedAt = stopped,
            DeliveredAfterStop = affected.AfterStop,
            ForgottenAt = status?.ForgottenAt,
        };
        await stores.Directory.PutAsync(DirectoryKind.Incident, Id, running: false);
        All.Add(incident);
        await stored.WriteStateAsync();
        return await AnswerAsync(null, incident);
    }

    public async Task<IncidentAnswer> DoneAsync(int number, DutyKind duty, string reason)
    {
        if (Reasons.Fault(reason) is { } unreadable)
        {
            return await AnswerAsync(unreadable, Find(number));
        }

        if (Find(number) is not { } incident)
        {
            return await AnswerAsync(NotFound(number), null);
        }

        var index = Array.FindIndex(incident.Duties, one => one.Kind == duty);
        if (index < 0)
        {
            return await AnswerAsync(
                new Refusal(
                    "duty", $"{incident.Id} has no such duty; `orleansmail incident show {incident.Id}` lists those it has.", "duty"),
                incident);
        }

        if (incident.Duties[index].DoneAt is not null)
        {
            return await AnswerAsync(null, incident);
        }

        Duty[] duties = [.. incident.Duties];
        duties[index] = duties[index] with { DoneAt = clock.GetUtcNow(), DoneBy = $"{Caller.Current.Name}: {reason}" };
        incident = incident with { Duties = duties };
        All[number - 1] = incident;
        await stored.WriteStateAsync();
        return await AnswerAsync(null, incident);
    }

    public Task<IncidentAnswer> ShowAsync(int number) => Find(number) is { } incident
        ? AnswerAsync(null, incident)
        : AnswerAsync(NotFound(number), null);

    public Task<Incident[]> ListAsync() => Task.FromResult<Incident[]>([.. All]);

    public async Task<AffectedPage> AffectedAsync(int number, long afterRow, int max)
    {
        if (Find(number) is not { } incident)
        {
            return new AffectedPage([], null);
        }

        var audience = await Campaign.CurrentAudienceAsync();
        var records = await stores.Ledger.OutcomesAsync(
            audience, afterRow, Math.Clamp(max, 1, IAudienceStore.ChunkRows));
        var concerned = records.Where(record => Affected.Concerns(record, incident.Notice.Since));
        return new AffectedPage(
            [.. concerned.Select(record => Masking.Of(Lines.Of(record)))], records.Count == 0 ? null : records[^1].Row);
    }

    public async Task<IncidentActs> ActsAsync(int number, bool ofSystem, long after, long until)
    {
        var domain = await Campaign.SendingDomainAsync() ?? "";
        return Find(number) is null
            ? new IncidentActs([], null, 0)
            : await new IncidentTrail(audit).ReadAsync(
                ofSystem ? IAuditGrain.SystemTrail : domain, Id, domain, after, until);
    }

    /// <summary>Everything can be stopped too, and that stands in the trail of the system.</summary>
    private async Task<DateTimeOffset?> StoppedAtAsync()
    {
        var (trail, domain) = (new IncidentTrail(audit), await Campaign.SendingDomainAsync() ?? "");
        var acts = await trail.ReadAllAsync(domain, Id, domain);
        acts.AddRange(await trail.ReadAllAsync(IAuditGrain.SystemTrail, Id, domain));
        return Halts.Of(acts.OrderBy(act => act.At));
    }

    private async Task<IncidentAnswer> AnswerAsync(Refusal? refusal, Incident? incident)
    {
        var domain = await Campaign.SendingDomainAsync() ?? "";
        var stops = await Task.WhenAll(StopTarget.Of(Id, domain)
            .Select(target => GrainFactory.GetGrain<IStopGrain>(target).ShowAsync()));
        return new IncidentAnswer(
            refusal,
            incident,
            await GrainFactory.GetGrain<ICampaignGrain>(Id).StatusAsync(),
            [.. stops.OfType<EmergencyStop>()],
            Caller.Current.May(Right.RecipientsExport, domain));
    }

    private Incident? Find(int number) => number >= 1 && number <= All.Count ? All[number - 1] : null;

    private Refusal? FullFault() => All.Count < MostIncidents
        ? null
        : new Refusal("too-many", "A campaign has at most 1,000 incident files.", "campaign");

    private Refusal NotFound(int number) => new(
        "not-found", $"The campaign '{Id}' has no incident {number}; `incident list` shows what there is.", "incident");
}
