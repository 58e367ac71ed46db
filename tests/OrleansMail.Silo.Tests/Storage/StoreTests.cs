namespace OrleansMail.Storage;

/// <summary>Tests of what every storage promises; each kind runs all of them.</summary>
public abstract class StoreTests(StorageKind kind) : IAsyncLifetime
{
    private StorageTrial? _trial;

    private protected StorageTrial Trial => _trial!;

    public async ValueTask InitializeAsync() => _trial = await StorageTrial.OpenAsync(kind);

    public ValueTask DisposeAsync()
    {
        _trial?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
