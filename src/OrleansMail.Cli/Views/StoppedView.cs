using OrleansMail.Incidents;

namespace OrleansMail.Views;

/// <summary>One campaign that a stop has reached, as JSON.</summary>
/// <param name="State">
/// Null if the campaign did not answer: nothing more of it is begun either, but it was not counted.
/// </param>
/// <param name="Sent">Recipients whose mail left or may have left.</param>
/// <param name="Stopped">Recipients whose mail was kept from leaving.</param>
internal sealed record StoppedView(string Id, string? State, long? Sent, long? Stopped, long? Unknown)
{
    public static StoppedView Of(StoppedCampaign campaign) => campaign.Status is { } status
        ? new StoppedView(
            campaign.Id, status.State.ToString(), StopView.SentOf(status), StopView.StoppedOf(status), status.Unknown)
        : new StoppedView(campaign.Id, null, null, null, null);
}
