namespace OrleansMail.Storage;

/// <summary>Runs changes in their order, many to a transaction.</summary>
internal interface IStoreWriter
{
    /// <summary>Operations that are queued or being written.</summary>
    int Waiting { get; }

    /// <summary>Runs an operation; completes when it is durable.</summary>
    Task<T> RunAsync<T>(Func<StoreSession, T> work);

    /// <summary>Runs an operation without a result; completes when it is durable.</summary>
    Task RunAsync(Action<StoreSession> work);

    /// <summary>Queues an operation; completes when it has a place in the queue.</summary>
    ValueTask PostAsync(WriteOperation operation);
}
