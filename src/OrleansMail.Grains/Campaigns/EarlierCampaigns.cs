using OrleansMail.Guard;
using OrleansMail.Reports;

namespace OrleansMail.Campaigns;

/// <summary>Asks earlier campaigns of a sending domain what the guard remembers of them.</summary>
internal sealed class EarlierCampaigns(IDirectory directory, IGrainFactory grains)
{
    // The newest ones: what matters happened within days, and a domain's last ten campaigns are among so many.
    private const int MostAsked = 200;

    public async Task<IReadOnlyList<GuardMemory>> OfAsync(string campaign, string fromDomain)
    {
        var all = await directory.ListAsync(DirectoryKind.Campaign, runningOnly: false);

        // A stream's id has a slash; it has no audience to compare.
        var asked = all.Where(id => id != campaign && !id.Contains('/', StringComparison.Ordinal)).TakeLast(MostAsked);
        var memories = await Task.WhenAll(asked.Select(id => grains.GetGrain<ICampaignGuardGrain>(id).MemoryAsync()));
        return [.. memories.Where(memory => memory.Sketch?.FromDomain == fromDomain)];
    }
}
