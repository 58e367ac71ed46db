using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>A right that was granted long ago and never used: nobody would miss it but a thief.</summary>
/// <remarks>
/// The target of <c>right-granted</c> and <c>right-revoked</c> is <c>user:NAME</c> or <c>key:ID</c>, and the detail names
/// the rights, each with or without <c>@DOMAIN</c>. A grant whose detail names none, such as a role, counts as used by any
/// action of its holder but a sign-in; a revocation that names none takes all.
/// </remarks>
/// <param name="now">The end of the time that is asked about.</param>
internal sealed class UnusedRightRule(DateTimeOffset now) : IInsightRule
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(30);
    private static readonly char[] Between = [' ', ',', ';', '(', ')', '[', ']', '\'', '"', '='];

    private readonly Dictionary<(string Holder, string Right), AuditEntry> _unused = [];

    public void See(AuditEntry entry, bool asked)
    {
        if (entry.Action is AuditWords.RightGranted or AuditWords.RightRevoked)
        {
            Change(entry);
        }
        else if (!AuditWords.IsRefused(entry) && entry.Action != AuditWords.SignIn)
        {
            _unused.Remove((entry.Caller, entry.Action));
            _unused.Remove((entry.Caller, ""));
        }
    }

    public IEnumerable<Insight> End() => _unused
        .Where(one => now - one.Value.At >= Long)
        .GroupBy(one => one.Key.Holder, StringComparer.Ordinal)
        .OrderBy(holder => holder.Key, StringComparer.Ordinal)
        .Select(Tell);

    private static Insight Tell(IGrouping<string, KeyValuePair<(string Holder, string Right), AuditEntry>> holder)
    {
        var evidence = new Evidence();
        foreach (var entry in holder.Select(one => one.Value).Distinct().OrderBy(entry => entry.At))
        {
            evidence.Add(entry);
        }

        var rights = holder.Select(one => one.Key.Right).Where(right => right.Length > 0)
            .Order(StringComparer.Ordinal).ToArray();
        var what = rights.Length == 0 ? "what was granted" : string.Join(", ", rights);
        return evidence.Tell("unused-right", holder.Key, $"has not used {what} since it was granted");
    }

    private void Change(AuditEntry entry)
    {
        if (AuditWords.Named(entry.Target) is not { } holder)
        {
            return;
        }

        foreach (var right in RightsIn(entry.Detail))
        {
            if (entry.Action == AuditWords.RightGranted)
            {
                _unused[(holder, right)] = entry;
            }
            else
            {
                Forget(holder, right);
            }
        }
    }

    private void Forget(string holder, string right)
    {
        foreach (var key in _unused.Keys.Where(key => key.Holder == holder && (right.Length == 0 || key.Right == right)))
        {
            _unused.Remove(key);
        }
    }

    private static string[] RightsIn(string detail)
    {
        var rights = detail.Split(Between, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Split('@')[0]).Where(AuditWords.IsRight).Distinct(StringComparer.Ordinal).ToArray();
        return rights.Length == 0 ? [""] : rights;
    }
}
