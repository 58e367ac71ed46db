using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>One person approves everything of another: the second look may have become a formality.</summary>
internal sealed class SamePairRule : IInsightRule
{
    private const int Fewest = 5;

    private readonly SubmittedBook _submitted = new();
    private readonly Dictionary<string, HashSet<string>> _approversOf = new(StringComparer.Ordinal);
    private readonly EvidenceBook _pairs = new();

    public void See(AuditEntry entry, bool asked) => Note(_submitted.See(entry, asked));

    public IEnumerable<Insight> End()
    {
        foreach (var pair in _submitted.End())
        {
            Note(pair);
        }

        var only = _approversOf.Where(author => author.Value.Count == 1)
            .Select(author => $"{author.Key}, {author.Value.First()}")
            .ToHashSet(StringComparer.Ordinal);
        return _pairs
            .Tell("same-pair", Fewest, count => $"the second approved all {count} campaigns that the first submitted")
            .Where(insight => only.Contains(insight.Subject));
    }

    private void Note(SubmittedPair? pair)
    {
        if (pair is not { Asked: true, Submission.Caller: var author, Approval: var approval })
        {
            return;
        }

        if (!_approversOf.TryGetValue(author, out var approvers))
        {
            _approversOf.Add(author, approvers = new HashSet<string>(StringComparer.Ordinal));
        }

        approvers.Add(approval.Caller);
        _pairs.Add($"{author}, {approval.Caller}", approval);
    }
}
