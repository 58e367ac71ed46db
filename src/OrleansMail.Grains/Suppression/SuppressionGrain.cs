using OrleansMail.Addresses;
using OrleansMail.Recipients;

namespace OrleansMail.Suppression;

/// <summary>One shard of the suppression list; the store is its memory.</summary>
[GrainType("suppression")]
internal sealed class SuppressionGrain(ISuppressionStore store, IAddressKey keys) : Grain, ISuppressionGrain
{
    public Task AddAsync(SuppressionEntry entry) => store.AddAsync(KeyOf(entry.Address), entry);

    public Task<bool> RemoveAsync(string address) => store.RemoveAsync(KeyOf(address));

    public Task<SuppressionEntry?> FindAsync(string address) => store.FindAsync(KeyOf(address));

    private byte[] KeyOf(string address) => Mailbox.TryParse(address, out var mailbox, out var reason)
        ? keys.KeyOf(mailbox)
        : throw new ArgumentException(reason, nameof(address));
}
