using Microsoft.Extensions.Options;

namespace OrleansMail.People;

/// <summary>
/// Argon2id on threads of its own, two at once, so that ten thousand guesses take neither the machine's memory nor the
/// grains' threads. What does not fit into the queue is turned away.
/// </summary>
internal sealed class PasswordHasher(IOptions<PeopleOptions> options) : IPasswordHasher, IDisposable
{
    private const int AtOnce = 2;
    private const int MostWaiting = 64;

    private readonly Argon2Cost _cost = new(options.Value.HashPasses, options.Value.HashMemory);
    private readonly SemaphoreSlim _places = new(AtOnce);
    private int _inside;

    public async Task<string?> HashAsync(string password) =>
        (await RunAsync(() => Argon2Hash.Create(password, _cost).ToString())).Value;

    public async Task<bool?> VerifyAsync(string password, string hash)
    {
        var (value, done) = await RunAsync(() => Verify(password, hash));
        return done ? value : null;
    }

    public bool IsCurrent(string hash) => Argon2Hash.TryParse(hash, out var parsed) && parsed.Cost == _cost;

    public void Dispose() => _places.Dispose();

    private bool Verify(string password, string hash)
    {
        if (Argon2Hash.TryParse(hash, out var parsed))
        {
            return parsed.Verify(password);
        }

        // The same work for nothing, so that time does not tell who has a password here.
        _ = Argon2Hash.Create(password, _cost);
        return false;
    }

    private async Task<(T? Value, bool Done)> RunAsync<T>(Func<T> work)
    {
        if (Interlocked.Increment(ref _inside) > AtOnce + MostWaiting)
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
}
