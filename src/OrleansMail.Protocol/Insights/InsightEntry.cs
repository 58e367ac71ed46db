using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Where an entry stands.</summary>
public readonly record struct InsightEntry(string Trail, long Seq)
{
    internal static InsightEntry Of(AuditEntry entry) => new(entry.Trail, entry.Seq);
}
