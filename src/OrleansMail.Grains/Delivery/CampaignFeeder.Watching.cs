using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <content>What the campaign must hear to stop itself in time, and how far it may go until then.</content>
internal sealed partial class CampaignFeeder
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TellFor = TimeSpan.FromSeconds(2);

    private readonly string _run = $"{parts.Silo}/{Guid.CreateVersion7(parts.Clock.GetUtcNow()):N}";
    private long _toldAt = parts.Clock.GetTimestamp();
    private Task _telling = Task.CompletedTask;

    /// <summary>Chunks with a lower number may have somebody who is sent to now.</summary>
    private int ChunksBelow => release.RowsBelow is { } rows
        ? (int)((rows + IAudienceStore.ChunkRows - 1) / IAudienceStore.ChunkRows)
        : int.MaxValue;

    /// <summary>One call a second, however much is sent, and one at a time.</summary>
    private async Task TellTallyAsync()
    {
        if (release.Cancelling || !_telling.IsCompleted || parts.Clock.GetElapsedTime(_toldAt) < TellEvery)
        {
            return;
        }

        // Waited for, so that the campaign can stop itself before much more is sent; but a grain that is on its way from a
        // silo that was lost answers late, and one that waits for this silo to be quiet not before it is.
        _toldAt = parts.Clock.GetTimestamp();
        _telling = _campaign.TallyAsync(_run, Tally.Now);
        await Task.WhenAny(_telling, _halt.Task, Task.Delay(TellFor, parts.Clock));
    }
}
