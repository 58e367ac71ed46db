using OrleansMail.Campaigns;

namespace OrleansMail.Views;

/// <summary>A warning that somebody has accepted, as JSON.</summary>
internal sealed record AcceptedView(string Finding, string Reason, string By, DateTimeOffset At)
{
    public static AcceptedView Of(AcceptedWarning accepted) =>
        new(accepted.Finding, accepted.Reason, accepted.By, accepted.At);
}
