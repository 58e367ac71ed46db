using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Somebody was refused again and again in a short time: they try what they may not, or a program is set up wrong.</summary>
internal sealed class RepeatedRefusalRule : IInsightRule
{
    private const int Fewest = 5;

    private readonly Burst _refusals = new(Fewest, TimeSpan.FromMinutes(10));
    private readonly EvidenceBook _found = new();

    public void See(AuditEntry entry, bool asked)
    {
        // Failed sign-ins have a rule of their own, and nobody's name.
        if (!asked || !AuditWords.IsRefused(entry) || entry.Action == AuditWords.SignInFailed)
        {
            return;
        }

        foreach (var one in _refusals.Take(entry.Caller, entry))
        {
            _found.Add(entry.Caller, one);
        }
    }

    public IEnumerable<Insight> End() =>
        _found.Tell("repeated-refusals", 1, count => $"was refused {count} times, {Fewest} times within ten minutes");
}
