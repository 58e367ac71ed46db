using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>The periodic look at the audit trails: every rule over one stream of entries, in the order of their time.</summary>
/// <param name="since">Entries from then on are looked at; earlier ones are only learned from.</param>
/// <param name="now">The end of the stream.</param>
/// <param name="zone">Where the people work.</param>
public sealed class AuditInsights(DateTimeOffset since, DateTimeOffset now, TimeZoneInfo zone)
{
    /// <summary>How long before <c>since</c> the stream should begin: what is new or unused is seen against it.</summary>
    public static readonly TimeSpan Lookback = TimeSpan.FromDays(90);

    private readonly IInsightRule[] _rules =
    [
        new OddHoursRule(zone),
        new NewPlaceRule(),
        new FailedThenInRule(),
        new RepeatedRefusalRule(),
        new MassReadRule(),
        new OverriddenWarningRule(),
        new EmergencyRule(),
        new HastyApprovalRule(),
        new SamePairRule(),
        new UnusedRightRule(now),
    ];

    public void See(AuditEntry entry)
    {
        foreach (var rule in _rules)
        {
            rule.See(entry, entry.At >= since);
        }
    }

    public IReadOnlyList<Insight> End() => [.. _rules.SelectMany(rule => rule.End())];
}
