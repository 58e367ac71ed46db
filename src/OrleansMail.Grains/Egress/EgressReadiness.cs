using OrleansMail.Reports;

namespace OrleansMail.Egress;

/// <summary>Says why nothing can be sent at all, if that is so: a campaign then waits and does not fail.</summary>
internal sealed class EgressReadiness(IDirectory directory, EgressOwners owners, IGrainFactory grains)
{
    /// <summary>Null if at least one address may be sent from.</summary>
    public async Task<string?> ProblemAsync()
    {
        var addresses = await directory.ListAsync(DirectoryKind.EgressIp, runningOnly: false);
        var owned = addresses.Where(address => owners.Of(address).Silo is not null).ToArray();
        if (owned.Length == 0)
        {
            return addresses.Count == 0 ? "There is no address to send from." : $"It waits: {owners.Of(addresses[0]).Problem}.";
        }

        // One that cannot be asked now, since its silo has just been lost, is taken for one that sends.
        var active = await Task.WhenAll(owned.Select(IsActiveAsync));
        return active.Contains(true) ? null : "It waits: every address that a silo has is paused; `ip resume ADDRESS` ends that.";
    }

    private async Task<bool> IsActiveAsync(string address)
    {
        try
        {
            return await grains.GetGrain<IEgressIpGrain>(address).ShowAsync() is { Paused: false };
        }
        catch (Exception gone) when (gone is OrleansException or TimeoutException)
        {
            return true;
        }
    }
}
