namespace OrleansMail.Insights;

/// <summary>Something in the audit trails that a person should look at. It is no proof of anything.</summary>
/// <param name="Rule">Name of the rule, such as <c>odd-hours</c>.</param>
/// <param name="Subject">Whom it is about: a caller, or two as <c>ada, bob</c>.</param>
/// <param name="Message">What was seen, for people.</param>
/// <param name="Count">How often.</param>
/// <param name="Entries">The first entries behind it, at most 20.</param>
public sealed record Insight(
    string Rule, string Subject, string Message, long Count, IReadOnlyList<InsightEntry> Entries);
