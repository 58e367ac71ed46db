using OrleansMail.Storage;

namespace OrleansMail.Hosting;

/// <summary>
/// The calls of a silo that has just joined its cluster. A grain of a machine that was lost a moment ago answers when all
/// silos know of that, which is no reason to end again.
/// </summary>
internal static class FirstCalls
{
    /// <summary>Longer than a cluster takes to hold a silo for gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="calls">Made again until they succeed; they have to be repeatable.</param>
    /// <param name="clock">How long it has been tried.</param>
    /// <exception cref="ClusterUnavailableException">They failed for too long.</exception>
    public static async Task MakeAsync(Func<Task> calls, TimeProvider clock)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await calls();
                return;
            }
            catch (Exception failure) when (failure is OrleansException or TimeoutException or StorageUnavailableException)
            {
                if (clock.GetElapsedTime(began) > Patience)
                {
                    throw new ClusterUnavailableException(failure);
                }
            }

            await Task.Delay(Pause, clock);
        }
    }
}
