using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <content>What the campaign must hear to stop itself in time, and how far it may go until then.</content>
internal sealed partial class CampaignFeeder
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    private readonly string _run = $"{parts.Silo}/{Guid.CreateVersion7(parts.Clock.GetUtcNow()):N}";
    private long _toldAt = parts.Clock.GetTimestamp();

    /// <summary>Chunks with a lower number may have somebody who is sent to now.</summary>
    private int ChunksBelow => release.RowsBelow is { } rows
        ? (int)((rows + IAudienceStore.ChunkRows - 1) / IAudienceStore.ChunkRows)
        : int.MaxValue;

    /// <summary>One call a second, however much is sent.</summary>
    private async Task TellTallyAsync()
    {
        if (release.Cancelling || parts.Clock.GetElapsedTime(_toldAt) < TellEvery)
        {
            return;
        }

        // A stop that waits for this silo to be quiet keeps the grain busy: it must not be waited for here.
        _toldAt = parts.Clock.GetTimestamp();
        await Task.WhenAny(_campaign.TallyAsync(_run, Tally.Now), _halt.Task);
    }
}
