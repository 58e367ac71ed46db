using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Counts entries and keeps the places of the first few.</summary>
internal sealed class Evidence
{
    /// <summary>20: enough to begin to look; the rest is found by the same filters.</summary>
    public const int Most = 20;

    private readonly List<InsightEntry> _entries = [];

    public long Count { get; private set; }

    public void Add(AuditEntry entry)
    {
        Count++;
        if (_entries.Count < Most)
        {
            _entries.Add(InsightEntry.Of(entry));
        }
    }

    public Insight Tell(string rule, string subject, string message) =>
        new(rule, subject, message, Count, [.. _entries]);
}
