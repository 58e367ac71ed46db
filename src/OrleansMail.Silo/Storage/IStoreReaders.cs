namespace OrleansMail.Storage;

/// <summary>Reads off the caller's scheduler. Each read sees one state: that of the last commit when it began.</summary>
internal interface IStoreReaders
{
    Task<T> RunAsync<T>(Func<StoreSession, T> read);
}
