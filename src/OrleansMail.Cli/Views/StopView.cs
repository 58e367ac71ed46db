using OrleansMail.Campaigns;

namespace OrleansMail.Views;

/// <summary>A status after pause or cancel, with what had left by then.</summary>
internal sealed record StopView : StatusView
{
    private StopView(StatusView status) : base(status)
    {
    }

    /// <summary>Recipients whose mail left or may have left.</summary>
    public required long Sent { get; init; }

    /// <summary>Recipients whose mail was kept from leaving.</summary>
    public required long Stopped { get; init; }

    public static new StopView Of(CampaignStatus status) => new(StatusView.Of(status))
    {
        Sent = SentOf(status),
        Stopped = StoppedOf(status),
    };

    public static long SentOf(CampaignStatus status) => status.Delivered + status.Unknown;

    public static long StoppedOf(CampaignStatus status) => status.Pending + status.Deferred + status.Cancelled;
}
