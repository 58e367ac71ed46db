namespace OrleansMail.Suppression;

/// <summary>Keeps suppressed addresses, found by their keyed hash.</summary>
public interface ISuppressionStore
{
    /// <summary>Adds an entry; an existing one is kept.</summary>
    Task AddAsync(byte[] key, SuppressionEntry entry);

    /// <summary>Removes an entry; false if there was none.</summary>
    Task<bool> RemoveAsync(byte[] key);

    Task<SuppressionEntry?> FindAsync(byte[] key);

    /// <summary>Which of the keys are suppressed, as the indexes into <paramref name="keys"/>.</summary>
    Task<IReadOnlyList<int>> FilterAsync(IReadOnlyList<byte[]> keys);

    /// <summary>Entries in the order of their keys.</summary>
    /// <param name="afterKey">The key of the last entry of the page before; null for the first page.</param>
    Task<IReadOnlyList<SuppressionEntry>> ListAsync(byte[]? afterKey, int max);
}
