using OrleansMail.Campaigns;

namespace OrleansMail.Views;

/// <summary>The settings of a campaign as JSON; times in seconds.</summary>
internal sealed record SettingsView(
    string From,
    string InDoubt,
    bool IsStream,
    double HoldFor,
    double TimeToLive,
    string? UnsubscribeUrl,
    string? UnsubscribeMailto,
    string? ReturnPath,
    int CanaryFirst,
    double CanaryPause,
    DateTimeOffset? SendAt)
{
    public static SettingsView Of(CampaignSettings settings) => new(
        settings.From,
        settings.InDoubt.ToString(),
        settings.IsStream,
        settings.HoldFor.TotalSeconds,
        settings.TimeToLive.TotalSeconds,
        settings.UnsubscribeUrl,
        settings.UnsubscribeMailto,
        settings.ReturnPath,
        settings.CanaryFirst,
        settings.CanaryPause.TotalSeconds,
        settings.SendAt);
}
