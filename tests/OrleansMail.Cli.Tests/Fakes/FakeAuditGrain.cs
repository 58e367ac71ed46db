using OrleansMail.Audit;
using OrleansMail.Campaigns;

namespace OrleansMail.Fakes;

/// <summary>A trail of seven entries, some of them with what a stranger may have put in, and of the exports since.</summary>
internal sealed class FakeAuditGrain : Grain, IAuditGrain
{
    public const int Entries = 7;

    // The last Saturday at noon: an hour that a rule of the insights speaks of, and not long ago.
    private static readonly DateTimeOffset Saturday = LastSaturday(TimeProvider.System.GetUtcNow().UtcDateTime.Date);

    private readonly List<AuditEntry> _entries = [];
    private readonly HashSet<Guid> _exports = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < Entries; i++)
        {
            Add(new Guid(i, 0, 0, new byte[8]), i == 3 ? "sign-in" : "campaign.start", i == 2 ? "=1+1\u001b[2J" : "");
        }

        return Task.CompletedTask;
    }

    public Task<long> AppendAsync(AuditFact fact) => Task.FromResult(Add(fact.Id, fact.Action, fact.Detail));

    public Task<AuditPage> ListAsync(AuditFilter filter, long after, int max)
    {
        // Small pages, so that the program has to follow them, and one that is empty; reading adds an entry.
        var page = _entries.Skip((int)after).Take(2).ToArray();
        var found = page.Where(entry => (filter.Action ?? entry.Action) == entry.Action).Select(LineOf).ToArray();
        var head = _entries.Count;
        Add(Guid.NewGuid(), "audit.read", "");
        return Task.FromResult(new AuditPage(found, after + page.Length, head));
    }

    public Task<AuditExport> BeginExportAsync(Guid operation, string reason)
    {
        if (reason == "none")
        {
            return Task.FromResult(new AuditExport(new Refusal("reason", "say why", "reason"), 0));
        }

        _exports.Add(operation);
        return Task.FromResult(new AuditExport(null, Add(operation, "export", reason)));
    }

    public Task<AuditLine[]> ExportAsync(Guid operation, long after, int max) => Task.FromResult(
        _exports.Contains(operation) ? _entries.Skip((int)after).Take(3).Select(LineOf).ToArray() : []);

    private static AuditLine LineOf(AuditEntry entry) => new(
        entry.Seq, entry.At, entry.Caller, entry.Kind, entry.From, entry.Session, entry.SecondFactorAt, entry.Id,
        entry.Action, entry.Target, entry.Result, entry.Detail, entry.Prev, entry.Hash);

    private static DateTimeOffset LastSaturday(DateTime today) =>
        new(today.AddDays(-1 - (int)today.DayOfWeek).AddHours(12), TimeSpan.Zero);

    private long Add(Guid id, string action, string detail)
    {
        var prev = _entries.Count == 0 ? AuditHash.None : _entries[^1].Hash;
        _entries.Add(new AuditEntry(
            _entries.Count + 1, Saturday.AddSeconds(_entries.Count), "ada",
            "192.0.2.7", action, "campaign:spring", "Allowed", detail, "", this.GetPrimaryKeyString(), prev, "s1", id,
            "Person", null).Sealed());
        return _entries.Count;
    }
}
