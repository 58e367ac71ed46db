using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Somebody signed in at night or at the weekend.</summary>
/// <param name="zone">Where the people work.</param>
internal sealed class OddHoursRule(TimeZoneInfo zone) : IInsightRule
{
    private const int FirstHour = 6;
    private const int LastHour = 22;

    private readonly EvidenceBook _found = new();

    public void See(AuditEntry entry, bool asked)
    {
        if (asked && entry.Action == AuditWords.SignIn && IsOdd(TimeZoneInfo.ConvertTime(entry.At, zone)))
        {
            _found.Add(AuditWords.Person(entry), entry);
        }
    }

    public IEnumerable<Insight> End() => _found.Tell(
        "odd-hours",
        1,
        count => $"signed in {count} times at the weekend, before {FirstHour}:00 or after {LastHour}:00 ({zone.Id})");

    private static bool IsOdd(DateTimeOffset local) =>
        local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || local.Hour is < FirstHour or >= LastHour;
}
