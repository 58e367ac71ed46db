using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>An approval that came before anybody could have looked.</summary>
internal sealed class HastyApprovalRule : IInsightRule
{
    private static readonly TimeSpan Fastest = TimeSpan.FromSeconds(10);

    private readonly SubmittedBook _submitted = new();
    private readonly EvidenceBook _found = new();

    public void See(AuditEntry entry, bool asked)
    {
        if (_submitted.Approved(entry) is { } submitted && asked && entry.At - submitted.At < Fastest)
        {
            _found.Add(entry.Caller, submitted);
            _found.Add(entry.Caller, entry);
        }
    }

    public IEnumerable<Insight> End() => _found.Tell(
        "hasty-approval", 1, count => $"approved {count / 2} times within {Fastest.TotalSeconds:0} seconds of the submission");
}
