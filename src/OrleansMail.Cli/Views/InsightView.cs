using OrleansMail.Insights;

namespace OrleansMail.Views;

/// <summary>Something to look at, as JSON, with the entries behind it.</summary>
internal sealed record InsightView(string Rule, string Subject, string Message, long Count, InsightEntry[] Entries)
{
    public static InsightView Of(Insight insight) =>
        new(insight.Rule, insight.Subject, insight.Message, insight.Count, [.. insight.Entries]);
}
