using System.Collections.Concurrent;
using OrleansMail.Sealing;

namespace OrleansMail.Cluster;

/// <summary>Remembers which campaigns were forgotten; fails for those a test names.</summary>
internal sealed class FakeVault : IKeyVault
{
    public ConcurrentQueue<string> Forgotten { get; } = [];

    /// <summary>A campaign whose key cannot be destroyed now.</summary>
    public string? Fails { get; set; }

    /// <summary>Why copies of the destroyed keys of campaigns stay.</summary>
    public ConcurrentDictionary<string, string> Remains { get; } = new(StringComparer.Ordinal);

    public Task<string?> ForgetAsync(string campaign)
    {
        if (campaign == Fails)
        {
            throw new IOException("The log of the database is in use.");
        }

        Forgotten.Enqueue(campaign);
        return RemainsAsync(campaign);
    }

    public Task<string?> RemainsAsync(string campaign) => Task.FromResult(Remains.GetValueOrDefault(campaign));

    public Task<SealStatus> StatusAsync() => Task.FromResult(new SealStatus("cluster.key", 1, 0, []));

    public Task<SealStatus> RotateAsync() => StatusAsync();
}
