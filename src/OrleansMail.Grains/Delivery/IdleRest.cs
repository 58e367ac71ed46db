namespace OrleansMail.Delivery;

/// <summary>The time in which a session has nothing to do but keeps its connection: until somebody else needs its place.</summary>
internal sealed class IdleRest(SessionRoom room) : IDisposable
{
    private readonly TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the session has to make room.</summary>
    public Task Wanted => _wanted.Task;

    public void End() => _wanted.TrySetResult();

    public void Dispose() => room.Rise(this);
}
