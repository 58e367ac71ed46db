namespace OrleansMail.Views;

/// <summary>The answer of <c>audit insights</c> as JSON.</summary>
internal sealed record InsightsView(DateTimeOffset Since, DateTimeOffset Until, InsightView[] Insights);
