namespace BackendService;

/// <summary>Repeats a call until it is answered, or gives up with the last time-out.</summary>
/// <remarks>
/// Safe only because of the contract: every method of the mail grains may be repeated, and what a call has already done
/// is not done twice. A time-out says nothing about whether the call was carried out; the repeated call finds it out.
/// </remarks>
public sealed class Repeating(TimeProvider clock)
{
    private const int Calls = 5;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);

    public async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        for (var (made, wait) = (1, FirstWait); ; made++, wait *= 2)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (made < Calls && IsUnanswered(exception))
            {
                await Task.Delay(wait, clock, cancellation);
            }
        }
    }

    private static bool IsUnanswered(Exception exception) => exception is TimeoutException or SiloUnavailableException;
}
