using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>
/// Remembers who submitted what last, and which approvals came of it. What a rule of the campaign refused stands in the trail
/// as allowed and, in the caller's next entry, as not done: it counts for nothing.
/// </summary>
internal sealed class SubmittedBook
{
    // Campaigns that wait for an approval; those above it, the oldest first, are forgotten.
    private const int Most = 10_000;

    private readonly Dictionary<(string Trail, string Target), (AuditEntry Last, AuditEntry? Before)> _submitted = [];
    private readonly Queue<(string Trail, string Target)> _order = new();
    private readonly Dictionary<(string Trail, string Caller), SubmittedPair> _open = [];

    /// <summary>The caller's approval before this entry, now that nothing says it was not done; null if there was none.</summary>
    /// <param name="asked">Is the entry one of those that are looked at?</param>
    public SubmittedPair? See(AuditEntry entry, bool asked)
    {
        var caller = (entry.Trail, entry.Caller);
        _open.Remove(caller, out var before);
        if (IsNotDone(entry, "Campaign.Approve"))
        {
            before = null;
        }
        else if (IsNotDone(entry, "Campaign.Submit"))
        {
            TakeBack((entry.Trail, entry.Target));
        }
        else if (!AuditWords.IsRefused(entry) && !AuditWords.IsBeside(entry))
        {
            Note((entry.Trail, entry.Target), caller, entry, asked);
        }

        return before;
    }

    /// <summary>The approvals that no later entry of their callers tells of.</summary>
    public IEnumerable<SubmittedPair> End() => _open.Values.OrderBy(pair => pair.Approval.At);

    private static bool IsNotDone(AuditEntry entry, string method) =>
        entry.Action == AuditWords.NotDone && entry.Detail.StartsWith(method + " ", StringComparison.Ordinal);

    private void Note((string, string) target, (string, string) caller, AuditEntry entry, bool asked)
    {
        if (entry.Action == AuditWords.Submit)
        {
            Remember(target, entry);
        }
        else if (entry.Action == AuditWords.Approve && _submitted.TryGetValue(target, out var submitted))
        {
            _open[caller] = new SubmittedPair(submitted.Last, entry, asked);
        }
    }

    private void Remember((string Trail, string Target) key, AuditEntry entry)
    {
        if (!_submitted.TryGetValue(key, out var known))
        {
            _order.Enqueue(key);
        }

        _submitted[key] = (entry, known.Last);
        if (_order.Count > Most)
        {
            _submitted.Remove(_order.Dequeue());
        }
    }

    private void TakeBack((string Trail, string Target) key)
    {
        if (_submitted.TryGetValue(key, out var known) && known.Before is { } earlier)
        {
            _submitted[key] = (earlier, null);
        }
    }
}
