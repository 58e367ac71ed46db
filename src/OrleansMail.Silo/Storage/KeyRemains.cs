using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>Copies of destroyed keys that the database could not take out of its files at once.</summary>
/// <remarks>Remembered in the database, in the transaction that destroys the key: any silo carries on, after a crash too.</remarks>
internal sealed class KeyRemains(IStoreDatabase database, StoreWriters writers, IStoreReaders readers)
{
    /// <summary>How long whoever destroys a key waits for its copies to go: what has only just begun ends by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Takes the copies out of the files.</summary>
    /// <returns>Null when none is left; otherwise why some stay for now.</returns>
    public async Task<string?> ScrubAsync()
    {
        // Where others wait already, what holds them is no matter of seconds.
        var patience = (await ListAsync()).Count(remain => !remain.IsGone) > 1 ? TimeSpan.Zero : Patience;
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var why = await TryAsync();
            if (why is null || TimeProvider.System.GetElapsedTime(started) >= patience)
            {
                return why;
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>The same, once.</summary>
    public Task<string?> TryAsync() => Task.Run(database.Scrub);

    /// <summary>Everything that is not gone, or whose end nobody has been told yet.</summary>
    public async Task<IReadOnlyList<KeyRemain>> ListAsync() =>
        database.CanKeepRemains ? await readers.RunAsync(KeyRemainsTable.List) : [];

    /// <summary>Why a copy of a scope's key may still be in the files; null if none is.</summary>
    public async Task<string?> WhyAsync(string scope) => database.CanKeepRemains
        ? await readers.RunAsync(session => KeyRemainsTable.Has(session, scope) ? Why(session) : null)
        : null;

    /// <summary>How many may still be there, since when, and why.</summary>
    public async Task<SealStatus> AddToAsync(SealStatus status)
    {
        var left = (await ListAsync()).Where(remain => !remain.IsGone).ToList();
        return left.Count == 0
            ? status
            : status with
            {
                Remaining = left.Count,
                RemainingSince = left[0].Since,
                RemainsBecause = await readers.RunAsync(Why),
            };
    }

    /// <summary>It is gone, and that is written down where it has to be.</summary>
    public Task EndAsync(KeyRemain remain) => writers.Others.RunAsync(session => KeyRemainsTable.Remove(session, remain.Id));

    private static string Why(StoreSession session) => KeyRemainsTable.HolderOf(session) is { } holder
        ? PostgresScrub.Told(holder)
        : "it is about to be taken out";
}
