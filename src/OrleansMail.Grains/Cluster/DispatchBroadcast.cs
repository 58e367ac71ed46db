using Microsoft.Extensions.Logging;
using OrleansMail.Campaigns;
using OrleansMail.Delivery;

namespace OrleansMail.Cluster;

/// <summary>Tells the delivery workers of all silos, each at the same time as the others.</summary>
internal sealed partial class DispatchBroadcast(
    DeliveryPump pump, Silos silos, IGrainFactory grains, TimeProvider clock, ILogger<DispatchBroadcast> log)
    : IDispatchSignal
{
    // The design promises that a stop reaches every session within a second; more than that is a silo that is gone.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public void Ring(string campaign) => pump.Ring(campaign);

    public Task<bool> StopSendingAsync(string campaign) =>
        ToAllAsync(() => pump.StopSendingAsync(campaign), silo => silo.StopSendingAsync(campaign));

    public Task<bool> StopAllAsync(string domain) => ToAllAsync(
        () =>
        {
            pump.StopAll(domain);
            return Task.CompletedTask;
        },
        silo => silo.StopAllAsync(domain));

    private async Task<bool> ToAllAsync(Func<Task> here, Func<ISiloGrain, Task> there)
    {
        var told = silos.Active
            .Where(member => !member.SiloAddress.Equals(silos.Address))
            .Select(member => TellAsync(
                member.SiloAddress, there(grains.GetGrain<ISiloGrain>(member.SiloAddress.ToParsableString()))))
            .ToList();
        told.Add(TellAsync(silos.Address, here()));
        return (await Task.WhenAll(told)).All(static quiet => quiet);
    }

    private async Task<bool> TellAsync(SiloAddress silo, Task answer)
    {
        try
        {
            await answer.WaitAsync(Longest, clock);
            return true;
        }
        catch (Exception failure)
        {
            // It asks for itself five times a second, and what it has begun under older claims is fenced.
            LogSilent(failure, silo);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The silo {Silo} did not answer to a stop in time; it hears of it when it asks")]
    private partial void LogSilent(Exception failure, SiloAddress silo);
}
