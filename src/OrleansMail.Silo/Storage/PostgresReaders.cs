using System.Diagnostics;

namespace OrleansMail.Storage;

/// <summary>A few connections that read. What an outage ends is read again, for a while.</summary>
internal sealed class PostgresReaders(PostgresDatabase database, StorageMeter meter) : StoreReaders
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    protected override StoreSession Open() => database.OpenSession();

    protected override async Task<T> CarryAsync<T>(Func<StoreSession, T> read, long asked)
    {
        while (true)
        {
            try
            {
                var result = await ReadAsync(read);
                meter.Health.Worked(nameof(PostgresReaders));
                return result;
            }
            catch (Exception failure) when (PostgresFault.IsOutage(failure))
            {
                meter.Health.Failed(nameof(PostgresReaders), PostgresFault.Told(failure));
                if (Stopwatch.GetElapsedTime(asked) > OutageWait.Patience)
                {
                    throw PostgresFault.Told(failure);
                }
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
