using Orleans.Concurrency;
using OrleansMail.Campaigns;
using OrleansMail.Egress;
using OrleansMail.Reports;

namespace OrleansMail.Cluster;

/// <summary>Asks every silo, and says who does not answer.</summary>
[GrainType("cluster"), StatelessWorker]
internal sealed class ClusterGrain(Silos silos, IDirectory directory, TimeProvider clock) : Grain, IClusterGrain
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // One whose silo has just died, or whose state cannot be read, must not hide the others.
    private static readonly TimeSpan LongestOfOne = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromHours(1);

    public async Task<ClusterStatus> StatusAsync()
    {
        // What is in storage may have to wait for it; what the silos do is told meanwhile.
        var shown = Task.WhenAll(silos.Active.Select(ShowAsync));
        var campaigns = InTimeAsync(AllAsync(DirectoryKind.Campaign, runningOnly: true, BacklogAsync));
        var idle = InTimeAsync(AllAsync(DirectoryKind.EgressIp, runningOnly: false, IdleAsync));
        var status = new ClusterStatus(await shown, await idle ?? [], await campaigns ?? []);
        return await campaigns is null || await idle is null
            ? status with { Problem = "Storage does not answer now: what is being sent, and what waits, is not known." }
            : status;
    }

    public async Task<DrainAnswer> DrainAsync(string silo, TimeSpan within)
    {
        if (within < TimeSpan.FromSeconds(1) || within > LongestDrain)
        {
            return new DrainAnswer(
                new Refusal("within", "A silo is given 1 second to 1 hour to leave; write for example --within 60s.", "within"), null);
        }

        var found = silos.Active.Where(member =>
            silo == member.Name || silo == member.SiloAddress.ToParsableString()).ToArray();
        if (found is not [var one])
        {
            return new DrainAnswer(
                new Refusal(
                    "silo",
                    found.Length == 0
                        ? $"There is no silo '{silo}'; `cluster status` shows those that there are."
                        : $"Several silos are called '{silo}'; say which by the address that `cluster status` shows.",
                    "silo"),
                null);
        }

        return new DrainAnswer(
            null, await GrainFactory.GetGrain<ISiloGrain>(one.SiloAddress.ToParsableString()).DrainAsync(within));
    }

    private async Task<T[]> AllAsync<T>(string kind, bool runningOnly, Func<string, Task<T?>> show)
        where T : class =>
        [.. (await Task.WhenAll((await directory.ListAsync(kind, runningOnly)).Select(show))).OfType<T>()];

    /// <summary>Null if storage keeps it waiting.</summary>
    private async Task<T[]?> InTimeAsync<T>(Task<T[]> asked)
    {
        try
        {
            return await asked.WaitAsync(Longest, clock);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or IOException)
        {
            return null;
        }
    }

    private async Task<SiloView> ShowAsync(ClusterMember member)
    {
        var key = member.SiloAddress.ToParsableString();
        try
        {
            return await GrainFactory.GetGrain<ISiloGrain>(key).ShowAsync().WaitAsync(Longest, clock);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return new SiloView(
                member.Name, key, null, [], [], "It does not answer; it is taken for gone in some seconds, or comes back.");
        }
    }

    private async Task<CampaignBacklog?> BacklogAsync(string campaign)
    {
        try
        {
            var status = await GrainFactory.GetGrain<ICampaignGrain>(campaign).StatusAsync().WaitAsync(LongestOfOne, clock);
            return status is null ? null : new CampaignBacklog(campaign, status.Pending, status.Deferred, status.Reason);
        }
        catch (Exception)
        {
            return new CampaignBacklog(campaign, 0, 0, "It does not answer now, and what waits is not known: ask again, then look at the log.");
        }
    }

    private async Task<EgressLoad?> IdleAsync(string address)
    {
        try
        {
            var ip = await GrainFactory.GetGrain<IEgressIpGrain>(address).ShowAsync().WaitAsync(LongestOfOne, clock);
            return ip is { Silo: null, Problem: { } problem } ? new EgressLoad(address, 0, 0, 0, 0, 0, problem) : null;
        }
        catch (Exception)
        {
            return new EgressLoad(address, 0, 0, 0, 0, 0, "Nobody answers for it now; ask again.");
        }
    }
}
