namespace OrleansMail.Storage;

/// <summary>A change whose caller waits for the result.</summary>
internal sealed class AwaitedOperation<T>(Func<StoreSession, T> work) : WriteOperation
{
    // Continuations must not run on the writer's thread: the next group would wait for them.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public override bool IsAwaited => true;

    public Task<T> Task => _done.Task;

    public override void Apply(StoreSession session) => _result = work(session);

    public override void Complete() => _done.TrySetResult(_result!);

    public override void Fail(Exception reason) => _done.TrySetException(reason);
}
