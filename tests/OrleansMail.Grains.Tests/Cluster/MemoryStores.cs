using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Addresses;
using OrleansMail.Campaigns;
using OrleansMail.Recipients;
using OrleansMail.Reports;

namespace OrleansMail.Cluster;

/// <summary>Contents, directory and address keys in memory, and the audience store beside them.</summary>
internal sealed class MemoryStores : IContentStore, IDirectory, IAddressKey
{
    private readonly ConcurrentDictionary<string, byte[]> _contents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Kind, string Id), bool> _listed = new();

    public MemoryAudience Audience { get; } = new();

    public Task PutAsync(string campaign, byte[] content)
    {
        _contents[campaign] = content;
        return Task.CompletedTask;
    }

    public Task<byte[]?> GetAsync(string campaign) => Task.FromResult(_contents.GetValueOrDefault(campaign));

    public Task PutAsync(string kind, string id, bool running)
    {
        _listed[(kind, id)] = running;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListAsync(string kind, bool runningOnly) =>
        Task.FromResult<IReadOnlyList<string>>(
            [.. _listed.Where(one => one.Key.Kind == kind && (one.Value || !runningOnly)).Select(one => one.Key.Id)]);

    public bool IsRunning(string campaign) => _listed.GetValueOrDefault((DirectoryKind.Campaign, campaign));

    /// <summary>Empties the list of a kind and tells what was in it.</summary>
    public string[] Forget(string kind)
    {
        var keys = _listed.Keys.Where(key => key.Kind == kind && _listed.TryRemove(key, out _)).ToArray();
        return Array.ConvertAll(keys, key => key.Id);
    }

    public byte[] KeyOf(Mailbox mailbox) => SHA256.HashData(Encoding.UTF8.GetBytes(mailbox.Canonical))[..16];

    public string Token(string campaign, long row) => $"{campaign}-{row}";
}
