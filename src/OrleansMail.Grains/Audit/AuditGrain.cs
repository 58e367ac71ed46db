using OrleansMail.Addresses;
using OrleansMail.Campaigns;
using OrleansMail.People;

namespace OrleansMail.Audit;

/// <summary>One trail; the store is its memory, and <see cref="AuditWriter"/> its hand.</summary>
[GrainType("audit")]
internal sealed class AuditGrain(IAuditStore store, AuditTally tally, TimeProvider clock) : Grain, IAuditGrain
{
    private const int LargestPage = 1_000;

    // A narrow filter must not read a long trail in one call.
    private const int LongestLook = 50_000;

    private AuditWriter? _writer;

    private string Trail => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Trail != IAuditGrain.SystemTrail && (!DomainName.TryParse(Trail, out var name, out _) || name != Trail))
        {
            throw new InvalidOperationException(
                $"An audit trail is a domain in lower-case A-labels or {IAuditGrain.SystemTrail}.");
        }

        _writer = new AuditWriter(Trail, store, tally, clock);
        return Task.CompletedTask;
    }

    public Task<long> AppendAsync(AuditFact fact) => _writer!.AppendAsync(fact);

    public async Task<AuditPage> ListAsync(AuditFilter filter, long after, int max)
    {
        var wanted = Math.Clamp(max, 1, LargestPage);
        var head = (await store.HeadAsync(Trail)).Seq;
        var from = Math.Clamp(after, 0, head);
        var last = Math.Min(from + LongestLook, head);
        var found = await store.ListAsync(Trail, filter, from, last, wanted);
        return new AuditPage(Lines(found), found.Count == wanted ? found[^1].Seq : last, head);
    }

    public async Task<AuditExport> BeginExportAsync(Guid operation, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return new AuditExport(new Refusal("reason", "An export needs a reason; say why.", "reason"), 0);
        }

        var fact = new AuditFact(operation, Caller.Current, "export", $"audit:{Trail}", AuditResult.Allowed, reason);
        return new AuditExport(null, await _writer!.AppendAsync(fact));
    }

    public async Task<AuditLine[]> ExportAsync(Guid operation, long after, int max)
    {
        var begun = await store.FindAsync(Trail, operation);
        return begun?.Action == "export" && begun.Caller == AuditText.Encode(Caller.Current.Name, AuditFactText.LongestName)
            ? Lines(await store.ListAsync(Trail, new AuditFilter(), after, begun.Seq, Math.Clamp(max, 1, LargestPage)))
            : [];
    }

    private static AuditLine[] Lines(IEnumerable<AuditEntry> entries) => [.. entries.Select(entry => new AuditLine(
        entry.Seq, entry.At, entry.Caller, entry.Kind, entry.From, entry.Session, entry.SecondFactorAt, entry.Id,
        entry.Action, entry.Target, entry.Result, entry.Detail, entry.Prev, entry.Hash))];
}
