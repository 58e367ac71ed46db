using OrleansMail.Incidents;

namespace OrleansMail.Views;

/// <summary>An emergency stop as JSON.</summary>
/// <param name="Target"><c>campaign:ID</c>, a sending domain, or <c>*</c> for everything.</param>
/// <param name="InForce">False once it is lifted.</param>
/// <param name="Sent">Recipients of all campaigns below whose mail left or may have left.</param>
/// <param name="Stopped">Recipients of all campaigns below whose mail was kept from leaving.</param>
internal sealed record EmergencyStopView(
    string Target,
    bool InForce,
    string? By,
    DateTimeOffset? Since,
    string? Reason,
    long Sent,
    long Stopped,
    StoppedView[] Campaigns)
{
    public static EmergencyStopView Of(EmergencyStop stop) =>
        new(stop.Target, true, stop.By, stop.Since, stop.Reason, 0, 0, []);

    public static EmergencyStopView Of(string target, StopAnswer answer)
    {
        StoppedView[] campaigns = [.. answer.Campaigns.Select(StoppedView.Of)];
        return new EmergencyStopView(
            target,
            answer.Stop is not null,
            answer.Stop?.By,
            answer.Stop?.Since,
            answer.Stop?.Reason,
            campaigns.Sum(campaign => campaign.Sent ?? 0),
            campaigns.Sum(campaign => campaign.Stopped ?? 0),
            campaigns);
    }
}
