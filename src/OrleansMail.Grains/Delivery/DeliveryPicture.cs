using System.Net;
using OrleansMail.Cluster;
using OrleansMail.Egress;

namespace OrleansMail.Delivery;

/// <summary>What the delivery worker of this silo does, for an operator.</summary>
internal sealed class DeliveryPicture(DeliveryPump pump, LaneBook lanes, EgressBook egress, Silos silos)
{
    /// <param name="drainingUntil">When the silo leaves at the latest; null unless it is being taken out of work.</param>
    public SiloView Now(DateTimeOffset? drainingUntil)
    {
        var loads = lanes.Loads();
        return new SiloView(
            silos.Name,
            silos.Key,
            drainingUntil,
            [.. egress.Own.OrderBy(ip => ip.Address, StringComparer.Ordinal).Select(ip => Of(ip, loads))],
            pump.Loads(),
            egress.HasActive ? null : "It has no address to send from now.");
    }

    private static EgressLoad Of(EgressIp ip, IReadOnlyDictionary<IPAddress, List<LaneLoad>> loads)
    {
        var own = loads.GetValueOrDefault(IPAddress.Parse(ip.Address)) ?? [];
        return new EgressLoad(
            ip.Address,
            own.Count,
            own.Count(lane => lane.IsShut),
            own.Sum(lane => lane.Sessions),
            own.Sum(lane => lane.Queued),
            Math.Round(own.Sum(lane => lane.PerSecond), 1),
            ip.Paused ? "paused" : ip.Problem);
    }
}
