namespace OrleansMail.People;

/// <summary>A few places for dear work, and a bounded queue before them. What does not fit is turned away.</summary>
internal sealed class HashLane(int atOnce) : IDisposable
{
    private const int MostWaiting = 64;

    private readonly SemaphoreSlim _places = new(atOnce);
    private int _inside;

    /// <summary>Does the work, or answers that it was not done.</summary>
    public async Task<(T? Value, bool Done)> RunAsync<T>(Func<T> work)
    {
        if (Interlocked.Increment(ref _inside) > atOnce + MostWaiting)
        {
            Interlocked.Decrement(ref _inside);
            return (default, false);
        }

        try
        {
            await _places.WaitAsync();
            try
            {
                // A thread of its own: a tenth of a second on the pool would make grains and sockets wait (decision 0006).
                var value = await Task.Factory.StartNew(
                    work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                return (value, true);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public void Dispose() => _places.Dispose();
}
