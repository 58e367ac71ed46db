using System.Collections.Concurrent;
using OrleansMail.Suppression;

namespace OrleansMail.Cluster;

/// <summary>Suppressed addresses in memory, in the order of their keys.</summary>
internal sealed class MemorySuppressions : ISuppressionStore
{
    private readonly ConcurrentDictionary<string, SuppressionEntry> _entries = new(StringComparer.Ordinal);

    public Task AddAsync(byte[] key, SuppressionEntry entry)
    {
        _entries.TryAdd(Convert.ToHexString(key), entry);
        return Task.CompletedTask;
    }

    public Task<bool> RemoveAsync(byte[] key) => Task.FromResult(_entries.TryRemove(Convert.ToHexString(key), out _));

    public Task<SuppressionEntry?> FindAsync(byte[] key) =>
        Task.FromResult(_entries.GetValueOrDefault(Convert.ToHexString(key)));

    public Task<IReadOnlyList<int>> FilterAsync(IReadOnlyList<byte[]> keys) => Task.FromResult<IReadOnlyList<int>>(
        [.. keys.Index().Where(key => _entries.ContainsKey(Convert.ToHexString(key.Item))).Select(key => key.Index)]);

    public Task<IReadOnlyList<SuppressionEntry>> ListAsync(byte[]? afterKey, int max)
    {
        var after = afterKey is null ? "" : Convert.ToHexString(afterKey);
        return Task.FromResult<IReadOnlyList<SuppressionEntry>>([.. _entries
            .Where(entry => string.CompareOrdinal(entry.Key, after) > 0)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Take(max).Select(entry => entry.Value)]);
    }
}
