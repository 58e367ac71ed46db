using OrleansMail.Campaigns;

namespace OrleansMail.Views;

/// <summary>A deputy as JSON.</summary>
internal sealed record DeputyView(
    string Approver, string Deputy, DateTimeOffset From, DateTimeOffset Until, string Reason)
{
    public static DeputyView Of(Deputyship one) => new(one.Approver, one.Deputy, one.From, one.Until, one.Reason);
}
