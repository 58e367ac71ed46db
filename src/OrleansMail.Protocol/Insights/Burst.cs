using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Finds subjects with many entries within a short time. Remembers only the last few of each.</summary>
/// <param name="fewest">Entries that make a burst.</param>
/// <param name="within">The time they must fall into.</param>
internal sealed class Burst(int fewest, TimeSpan within)
{
    private readonly Dictionary<string, Queue<AuditEntry>> _recent = new(StringComparer.Ordinal);

    /// <summary>The entries of a burst that this one completes, the oldest first; then counting begins anew.</summary>
    public IReadOnlyCollection<AuditEntry> Take(string subject, AuditEntry entry)
    {
        if (!_recent.TryGetValue(subject, out var recent))
        {
            _recent.Add(subject, recent = new Queue<AuditEntry>(fewest));
        }

        recent.Enqueue(entry);
        while (entry.At - recent.Peek().At > within)
        {
            recent.Dequeue();
        }

        return recent.Count == fewest && _recent.Remove(subject) ? recent : [];
    }
}
