namespace OrleansMail.Recipients;

/// <summary>Lets the chunks of one import go on in their order, however the network brings them.</summary>
/// <remarks>Of two rows with one address the first in the file is the one that is taken.</remarks>
internal sealed class ChunkOrder(TimeProvider clock)
{
    private const int MostWaiting = 64;

    // Far less than a caller waits: a chunk whose predecessor is lost must not hold up the end of its import.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly Dictionary<int, TaskCompletionSource> _waiting = [];
    private int? _next;

    /// <summary>An import begins; without it, after a restart, the first chunk that comes is taken as the next.</summary>
    public void Start() => _next = 0;

    /// <summary>Waits for the chunk before; false if it does not come.</summary>
    public async Task<bool> TurnAsync(int chunk)
    {
        if (_next is not { } next || chunk <= next)
        {
            return true;
        }

        if (_waiting.Count == MostWaiting)
        {
            return false;
        }

        if (!_waiting.TryGetValue(chunk, out var turn))
        {
            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(chunk, turn);
        }

        try
        {
            await turn.Task.WaitAsync(Longest, clock);
            return true;
        }
        catch (TimeoutException)
        {
            _waiting.Remove(chunk);
            return false;
        }
    }

    /// <summary>The chunk has its place in the store; the one behind it may take its own.</summary>
    public void Taken(int chunk)
    {
        _next = Math.Max(_next ?? 0, chunk + 1);
        if (_waiting.Remove(_next.Value, out var turn))
        {
            turn.SetResult();
        }
    }
}
