namespace OrleansMail.Terminal;

/// <summary>Repeats a grain call whose contract allows it when its answer did not come in time.</summary>
internal static class Repeat
{
    // With the client's 30 s for each call this bridges the restart of a silo, and still ends.
    private const int Calls = 3;

    public static async Task<T> OnTimeoutAsync<T>(Func<Task<T>> call)
    {
        for (var made = 1; ; made++)
        {
            try
            {
                return await call();
            }
            catch (TimeoutException) when (made < Calls)
            {
                // The outcome is not known; the repeated call finds it out.
            }
        }
    }
}
