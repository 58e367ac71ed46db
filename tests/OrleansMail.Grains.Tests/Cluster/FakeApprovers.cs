using System.Collections.Concurrent;
using OrleansMail.Campaigns;

namespace OrleansMail.Cluster;

/// <summary>Everybody may approve but those whom a test has named.</summary>
internal sealed class FakeApprovers : IApprovers
{
    /// <summary>Who has lost the right for which domain.</summary>
    public ConcurrentDictionary<(string Name, string Domain), bool> Lost { get; } = [];

    public Task<bool> MayStillAsync(Approval given, string domain) => Task.FromResult(!Lost.ContainsKey((given.Right, domain)));
}
