namespace OrleansMail.Delivery;

/// <content>
/// What a silo that is gone had begun is taken over although there is enough to send here: who was in doubt gets a record
/// soon, and the others of its chunks wait here instead of there.
/// </content>
internal sealed partial class CampaignFeeder
{
    private const int TakenOverAtOnce = 2;

    private static readonly TimeSpan TakeOverEvery = TimeSpan.FromSeconds(1);

    private long _tookOver;

    private async Task<int> TakeOverAsync()
    {
        if (parts.Claims.Alone
            || _placing.Count >= PlacedAtOnce
            || Volatile.Read(ref _open) >= MostOpen
            || parts.Clock.GetElapsedTime(_tookOver) < TakeOverEvery)
        {
            return 0;
        }

        _tookOver = parts.Clock.GetTimestamp();
        var now = parts.Clock.GetUtcNow();
        return await WorkOnAsync(await parts.Stores.Audience.TakeOverAsync(
            release.Audience, parts.Silo, TakenOverAtOnce, now, now + parts.Claims.For));
    }
}
