using OrleansMail.Campaigns;
using OrleansMail.Ledger;
using OrleansMail.People;
using OrleansMail.Recipients;
using OrleansMail.Reports;

namespace OrleansMail.Incidents;

/// <summary>Remembers who asked for the recipients of one campaign, and hands them out a page at a time.</summary>
[GrainType("export")]
internal sealed class ExportGrain(
    [PersistentState("export")] IPersistentState<ExportState> stored,
    CampaignStores stores,
    ExportPolicy policy,
    TimeProvider clock) : Grain, IExportGrain
{
    private const int MostOpen = 100;

    private string Id => this.GetPrimaryKeyString();

    private List<StoredExport> All => stored.State.Requests;

    public async Task<ExportAnswer> RequestAsync(Guid request, string reason, ExportContent content)
    {
        var (caller, now) = (Caller.Current, clock.GetUtcNow());
        if (Find(request) is { Request: var known })
        {
            return known.By == caller.Name && known.Kind == caller.Kind
                ? new ExportAnswer(null, known)
                : new ExportAnswer(NotFound(request), null);
        }

        if (await GrainFactory.GetGrain<ICampaignGrain>(Id).StatusAsync() is { ForgottenAt: { } forgotten })
        {
            return new ExportAnswer(Forgotten.Refusal(Id, forgotten), null);
        }

        var audience = await GrainFactory.GetGrain<ICampaignDispatchGrain>(Id).CurrentAudienceAsync();
        if (await MailFacts.ReadAsync(stores, Id, audience) is not { } mail)
        {
            return new ExportAnswer(new Refusal("empty", "The campaign has no recipients yet.", "id"), null);
        }

        All.RemoveAll(one => one.Request.Until <= now);
        if ((Reasons.Fault(reason) ?? policy.RequestFault(caller, now) ?? FullFault()) is { } refusal)
        {
            return new ExportAnswer(refusal, null);
        }

        // Noted before the request is stored: what is repeated after a crash is counted once.
        var alone = await GrainFactory.GetGrain<IExportAllowanceGrain>(ExportAllowanceGrain.KeyOf(caller))
            .TakeAsync(Id, request, mail.Rows, policy.MostAlone);
        if (!alone && policy.ReleasedFault(caller) is { } tooMany)
        {
            return new ExportAnswer(tooMany, null);
        }

        var indices = IndicesOf(content, mail);
        var export = new ExportRequest(
            request, Id, caller.Name, caller.Kind, now, now + policy.OpenFor, reason, content, mail.Rows,
            NeedsRelease: !alone, null, Array.ConvertAll(indices, index => mail.Columns[index]));
        All.Add(new StoredExport(export, audience, mail.IsStream, indices));
        await stored.WriteStateAsync();
        return new ExportAnswer(null, export);
    }

    public async Task<ExportAnswer> ReleaseAsync(Guid request)
    {
        if (Find(request) is not { } found)
        {
            return new ExportAnswer(NotFound(request), null);
        }

        var caller = Caller.Current;
        if (policy.ReleaseFault(found.Request, caller, clock.GetUtcNow()) is { } refusal)
        {
            return new ExportAnswer(refusal, found.Request);
        }

        if (found.Request.IsReleased)
        {
            return new ExportAnswer(null, found.Request);
        }

        var released = found with { Request = found.Request with { ReleasedBy = caller.Name } };
        All[All.IndexOf(found)] = released;
        await stored.WriteStateAsync();
        return new ExportAnswer(null, released.Request);
    }

    public async Task<ExportPage> PageAsync(Guid request, long afterRow, int max)
    {
        if (Find(request) is not { } found)
        {
            return new ExportPage(NotFound(request), [], null);
        }

        if (ExportPolicy.PageFault(found.Request, Caller.Current) is { } refusal)
        {
            return new ExportPage(refusal, [], null);
        }

        if (await GrainFactory.GetGrain<ICampaignDispatchGrain>(Id).CurrentAudienceAsync() != found.Audience)
        {
            return new ExportPage(
                new Refusal("changed", "The campaign has other recipients now; ask for another export.", "request"),
                [],
                null);
        }

        var records = await stores.Ledger.OutcomesAsync(
            found.Audience, afterRow, Math.Clamp(max, 1, IAudienceStore.ChunkRows));

        // What was appended to a stream after the request was not asked for, and nobody released it.
        var end = found.IsStream ? found.Request.Rows : long.MaxValue;
        var lines = await LinesAsync(found, [.. records.Where(record => record.Row < end)]);
        return new ExportPage(null, lines, records.Count == 0 || records[^1].Row >= end ? null : records[^1].Row);
    }

    public Task<ExportRequest[]> ListAsync()
    {
        var now = clock.GetUtcNow();
        return Task.FromResult<ExportRequest[]>(
            [.. All.Select(one => one.Request).Where(request => request.Until > now)]);
    }

    private static int[] IndicesOf(ExportContent content, MailFacts mail) => content switch
    {
        { WithValues: false } => [],
        { AffectedOnly: true } => mail.Merged,
        _ => [.. Enumerable.Range(0, mail.Columns.Count)],
    };

    private async Task<ExportLine[]> LinesAsync(StoredExport found, OutcomeRecord[] records)
    {
        var content = found.Request.Content;
        var lines = new List<ExportLine>(records.Length);
        AudienceChunk? chunk = null;
        foreach (var record in records)
        {
            if (content.AffectedOnly && !Affected.Concerns(record, content.Since))
            {
                continue;
            }

            var number = (int)(record.Row / IAudienceStore.ChunkRows);
            if (found.Indices.Length > 0 && chunk?.Number != number)
            {
                chunk = await stores.Audience.LoadAsync(found.Audience, number);
            }

            lines.Add(new ExportLine(Lines.Of(record), Values(found.Indices, chunk, record.Row)));
        }

        return [.. lines];
    }

    /// <summary>A stream's row that is not sealed into a chunk yet has no values here; it has not been sent either.</summary>
    private static string[] Values(int[] indices, AudienceChunk? chunk, long row)
    {
        var place = chunk is null ? -1 : row - chunk.FirstRow;
        return place >= 0 && place < chunk!.Rows.Count
            ? Array.ConvertAll(indices, index => chunk.Rows[(int)place].Values[index])
            : Array.ConvertAll(indices, _ => "");
    }

    private StoredExport? Find(Guid request)
    {
        var now = clock.GetUtcNow();
        return All.Find(one => one.Request.Id == request && one.Request.Until > now);
    }

    private Refusal? FullFault() => All.Count < MostOpen
        ? null
        : new Refusal("too-many", "A campaign has at most 100 open requests for an export.", "id");

    private static Refusal NotFound(Guid request) => new(
        "not-found", $"There is no open request {request}; it may have expired. `campaign export` makes one.", "request");
}
