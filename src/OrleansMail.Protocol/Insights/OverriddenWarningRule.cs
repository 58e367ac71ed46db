using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Somebody sets warnings aside as a habit.</summary>
internal sealed class OverriddenWarningRule : IInsightRule
{
    private const int Fewest = 3;

    private readonly EvidenceBook _found = new();

    public void See(AuditEntry entry, bool asked)
    {
        if (asked && entry.Action == AuditWords.WarningAccepted)
        {
            _found.Add(entry.Caller, entry);
        }
    }

    public IEnumerable<Insight> End() =>
        _found.Tell("overridden-warnings", Fewest, count => $"accepted {count} warnings of the guard");
}
