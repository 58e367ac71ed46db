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

    Task<IReadOnlyList<SuppressionEntry>> ListAsync(string? afterAddress, int max);
}
