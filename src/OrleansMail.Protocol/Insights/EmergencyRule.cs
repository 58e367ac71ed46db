using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Something was done, or tried, in a sealed account for emergencies: always worth a look.</summary>
internal sealed class EmergencyRule : IInsightRule
{
    private const string Kind = "Emergency";

    private readonly EvidenceBook _found = new();

    public void See(AuditEntry entry, bool asked)
    {
        if (asked && entry.Kind == Kind)
        {
            _found.Add(entry.Caller, entry);
        }
    }

    public IEnumerable<Insight> End() =>
        _found.Tell("emergency", 1, count => $"an emergency account: {count} entries to review");
}
