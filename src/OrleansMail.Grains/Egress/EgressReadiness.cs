using OrleansMail.Reports;

namespace OrleansMail.Egress;

/// <summary>Says why nothing can be sent at all, if that is so: a campaign then waits and does not fail.</summary>
internal sealed class EgressReadiness(IDirectory directory, EgressOwners owners, IGrainFactory grains)
{
    private const string Paused = "every address that a silo has is paused; `ip resume ADDRESS` ends that";

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
        var problems = await Task.WhenAll(owned.Select(ProblemOfAsync));
        return Array.TrueForAll(problems, static problem => problem is not null)
            ? $"It waits: {Array.Find(problems, static problem => problem != Paused) ?? Paused}."
            : null;
    }

    private async Task<string?> ProblemOfAsync(string address)
    {
        try
        {
            return await grains.GetGrain<IEgressIpGrain>(address).ShowAsync() is { Paused: false } ip ? ip.Problem : Paused;
        }
        catch (Exception gone) when (gone is OrleansException or TimeoutException)
        {
            return null;
        }
    }
}
