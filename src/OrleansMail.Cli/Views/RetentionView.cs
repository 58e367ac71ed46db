using OrleansMail.Retention;

namespace OrleansMail.Views;

/// <summary>The retention of a sending domain as JSON; days that count, whoever has set them.</summary>
internal sealed record RetentionView(
    int MarketingDays, int OtherDays, DateTimeOffset? KeepUntil, string? SetBy, DateTimeOffset? SetAt)
{
    public static RetentionView Of(DomainRetention retention) => new(
        retention.MarketingDays, retention.OtherDays, retention.Rules.KeepUntil, retention.SetBy, retention.SetAt);
}
