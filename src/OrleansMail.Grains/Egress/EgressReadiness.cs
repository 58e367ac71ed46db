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

        var shown = await Task.WhenAll(owned.Select(address => grains.GetGrain<IEgressIpGrain>(address).ShowAsync()));
        return Array.Exists(shown, ip => ip is { Paused: false })
            ? null
            : "It waits: every address that a silo has is paused; `ip resume ADDRESS` ends that.";
    }
}
