using OrleansMail.Suppression;

namespace OrleansMail.Fakes;

/// <summary>One shard of suppressed addresses in memory.</summary>
internal sealed class FakeSuppressionGrain : Grain, ISuppressionGrain
{
    private readonly Dictionary<string, SuppressionEntry> _entries = new(StringComparer.Ordinal);

    public Task AddAsync(SuppressionEntry entry)
    {
        _entries.TryAdd(entry.Address, entry);
        return Task.CompletedTask;
    }

    public Task<bool> RemoveAsync(string address) => Task.FromResult(_entries.Remove(address));

    public Task<SuppressionEntry?> FindAsync(string address) => Task.FromResult(_entries.GetValueOrDefault(address));
}
