using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Somebody read or exported far more than a look needs.</summary>
internal sealed class MassReadRule : IInsightRule
{
    private const int FewestReads = 50;
    private const int FewestExports = 3;

    private readonly Burst _reads = new(FewestReads, TimeSpan.FromHours(1));
    private readonly Burst _exports = new(FewestExports, TimeSpan.FromDays(1));
    private readonly HashSet<Guid> _operations = [];
    private readonly EvidenceBook _manyReads = new();
    private readonly EvidenceBook _manyExports = new();

    public void See(AuditEntry entry, bool asked)
    {
        if (!asked || AuditWords.IsRefused(entry))
        {
            return;
        }

        if (AuditWords.IsExport(entry))
        {
            // An export of all trails has one entry in each of them, and is one.
            if (entry.Id != Guid.Empty && !_operations.Add(entry.Id))
            {
                return;
            }

            Note(_exports, _manyExports, entry);
        }
        else if (AuditWords.IsRead(entry))
        {
            Note(_reads, _manyReads, entry);
        }
    }

    public IEnumerable<Insight> End() =>
    [
        .. _manyReads.Tell("mass-read", 1, count => $"read {count} times, {FewestReads} or more within an hour"),
        .. _manyExports.Tell("mass-export", 1, count => $"exported {count} times, {FewestExports} or more within a day"),
    ];

    private static void Note(Burst burst, EvidenceBook found, AuditEntry entry)
    {
        foreach (var one in burst.Take(entry.Caller, entry))
        {
            found.Add(entry.Caller, one);
        }
    }
}
