using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>An approval that came before anybody could have looked.</summary>
internal sealed class HastyApprovalRule : IInsightRule
{
    private static readonly TimeSpan Fastest = TimeSpan.FromSeconds(10);

    private readonly SubmittedBook _submitted = new();
    private readonly EvidenceBook _found = new();

    public void See(AuditEntry entry, bool asked) => Judge(_submitted.See(entry, asked));

    public IEnumerable<Insight> End()
    {
        foreach (var pair in _submitted.End())
        {
            Judge(pair);
        }

        return _found.Tell(
            "hasty-approval", 1, count => $"approved {count / 2} times within {Fastest.TotalSeconds:0} seconds of the submission");
    }

    private void Judge(SubmittedPair? pair)
    {
        if (pair is { Asked: true, Submission: var submission, Approval: var approval } && approval.At - submission.At < Fastest)
        {
            _found.Add(approval.Caller, submission);
            _found.Add(approval.Caller, approval);
        }
    }
}
