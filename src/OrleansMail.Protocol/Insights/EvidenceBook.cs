using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Evidence by subject.</summary>
internal sealed class EvidenceBook
{
    // More subjects than any organisation has people; what comes after is left out.
    private const int MostSubjects = 10_000;

    private readonly SortedDictionary<string, Evidence> _subjects = new(StringComparer.Ordinal);

    public void Add(string subject, AuditEntry entry)
    {
        if (!_subjects.TryGetValue(subject, out var evidence))
        {
            if (_subjects.Count == MostSubjects)
            {
                return;
            }

            _subjects.Add(subject, evidence = new Evidence());
        }

        evidence.Add(entry);
    }

    /// <summary>An insight for each subject with at least <paramref name="fewest"/> entries.</summary>
    public IEnumerable<Insight> Tell(string rule, int fewest, Func<long, string> message) => _subjects
        .Where(one => one.Value.Count >= fewest)
        .Select(one => one.Value.Tell(rule, one.Key, message(one.Value.Count)));
}
