using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Remembers who submitted what last.</summary>
internal sealed class SubmittedBook
{
    // Campaigns that wait for an approval; those above it, the oldest first, are forgotten.
    private const int Most = 10_000;

    private readonly Dictionary<(string Trail, string Target), AuditEntry> _submitted = [];
    private readonly Queue<(string Trail, string Target)> _order = new();

    /// <summary>The submission that this entry approves; null if it is no approval, or the first is not known.</summary>
    public AuditEntry? Approved(AuditEntry entry)
    {
        if (AuditWords.IsRefused(entry) || AuditWords.IsBeside(entry))
        {
            return null;
        }

        var key = (entry.Trail, entry.Target);
        if (entry.Action == AuditWords.Submit)
        {
            Remember(key, entry);
        }

        return entry.Action == AuditWords.Approve ? _submitted.GetValueOrDefault(key) : null;
    }

    private void Remember((string Trail, string Target) key, AuditEntry entry)
    {
        if (!_submitted.ContainsKey(key))
        {
            _order.Enqueue(key);
        }

        _submitted[key] = entry;
        if (_order.Count > Most)
        {
            _submitted.Remove(_order.Dequeue());
        }
    }
}
