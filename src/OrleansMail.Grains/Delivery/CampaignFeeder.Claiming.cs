using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <content>Which chunks of the audience this silo has, and when it asks for more.</content>
internal sealed partial class CampaignFeeder
{
    private const int ClaimedAtOnce = 2;

    // Retries are minutes away; a stream's mail that was accepted by another silo is not to wait longer than it must.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly ClaimPace _pace = new(release.Settings.IsStream ? ClaimPace.Shortest : LongestPause, parts.Clock);

    /// <returns>How many chunks; null when there is no room for any, or no reason to ask.</returns>
    private async Task<int?> ClaimAsync()
    {
        await PlacedAsync();
        LookAgain();
        var room = Math.Min(
            Math.Min(PlacedAtOnce - _placing.Count, MostOpen - Volatile.Read(ref _open)),
            parts.Options.ClaimedChunks - (Volatile.Read(ref _waiting) / IAudienceStore.ChunkRows));
        if (room <= 0 || !_pace.IsDue)
        {
            return null;
        }

        var claims = await ClaimAsync(Math.Min(room, ClaimedAtOnce));
        _pace.Asked(claims.Count > 0);
        return await WorkOnAsync(claims);
    }

    private async Task<IReadOnlyList<ChunkClaim>> ClaimAsync(int room)
    {
        if (!parts.Egress.HasActive && !release.Cancelling)
        {
            return [];
        }

        var most = Math.Min(room, await ShareAsync());
        if (most <= 0)
        {
            return [];
        }

        // In a cancelled campaign nobody waits for a retry.
        var now = parts.Clock.GetUtcNow();
        return await parts.Stores.Audience.ClaimAsync(
            release.Audience, parts.Silo, most, now, now + parts.Claims.For, ChunksBelow,
            release.Cancelling ? DateTimeOffset.MaxValue : null);
    }

    private async Task<int> WorkOnAsync(IReadOnlyList<ChunkClaim> claims)
    {
        // Counted before anything can fail: a claim that is forgotten would be renewed for ever and never worked on.
        Interlocked.Add(ref _open, claims.Count);
        var works = claims.Select(claim => new ChunkWork(claim, Finished)).ToList();
        try
        {
            if (works.Count > 0 && await HasChangedAsync())
            {
                return 0;
            }

            while (works is [var work, ..] && !_stopped)
            {
                works.RemoveAt(0);
                _working.Add(work);
                _placing.Add(PlaceAsync(work, only: null));
            }
        }
        finally
        {
            foreach (var work in works)
            {
                work.Wait(parts.Clock.GetUtcNow());
                work.Placed();
            }
        }

        return claims.Count;
    }

    /// <summary>
    /// How many chunks more this silo may have, so that the others get theirs of what is left: a small campaign, and the
    /// end of a large one, are sent by all.
    /// </summary>
    private async Task<int> ShareAsync()
    {
        var senders = parts.Egress.Senders;
        if (senders == 1)
        {
            return int.MaxValue;
        }

        var progress = await parts.Stores.Audience.ProgressAsync(release.Audience, parts.Clock.GetUtcNow());
        return Math.Max(1, (progress.Open + senders - 1) / senders) - Volatile.Read(ref _open);
    }
}
