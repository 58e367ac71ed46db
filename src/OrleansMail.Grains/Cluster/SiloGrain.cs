using OrleansMail.Delivery;

namespace OrleansMail.Cluster;

/// <summary>Lets the other silos speak to the delivery worker of this one.</summary>
[GrainType("silo"), SiloPlacement]
internal sealed class SiloGrain(DeliveryPump pump, DeliveryPicture picture, SiloDrain drain) : Grain, ISiloGrain
{
    public Task StopSendingAsync(string campaign) => pump.StopSendingAsync(campaign);

    public Task StopAllAsync(string domain)
    {
        pump.StopAll(domain);
        return Task.CompletedTask;
    }

    public Task<SiloView> ShowAsync() => Task.FromResult(picture.Now(drain.Until));

    public Task<SiloView> DrainAsync(TimeSpan within)
    {
        drain.Begin(within);
        return ShowAsync();
    }
}
