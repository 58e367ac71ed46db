using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Signing in failed several times and then worked: a guessed password looks like this, and a forgotten one.</summary>
internal sealed class FailedThenInRule : IInsightRule
{
    private const int Fewest = 5;

    private static readonly TimeSpan Within = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Queue<AuditEntry>> _failed = new(StringComparer.Ordinal);
    private readonly EvidenceBook _found = new();

    public void See(AuditEntry entry, bool asked)
    {
        var person = AuditWords.Person(entry);
        if (entry.Action == AuditWords.SignInFailed)
        {
            Failed(person, entry);
        }
        else if (entry.Action == AuditWords.SignIn && _failed.Remove(person, out var failed) && asked
            && failed.Count == Fewest && entry.At - failed.Peek().At <= Within)
        {
            foreach (var one in failed.Append(entry))
            {
                _found.Add(person, one);
            }
        }
    }

    public IEnumerable<Insight> End() => _found.Tell(
        "failed-then-in", 1, _ => $"signed in after failing {Fewest} times or more within an hour");

    /// <summary>Keeps the last few.</summary>
    private void Failed(string person, AuditEntry entry)
    {
        if (!_failed.TryGetValue(person, out var failed))
        {
            _failed.Add(person, failed = new Queue<AuditEntry>(Fewest));
        }

        if (failed.Count == Fewest)
        {
            failed.Dequeue();
        }

        failed.Enqueue(entry);
    }
}
