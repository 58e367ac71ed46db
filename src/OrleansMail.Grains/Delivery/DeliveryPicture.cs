using System.Net;
using System.Reflection;
using OrleansMail.Cluster;
using OrleansMail.Egress;

namespace OrleansMail.Delivery;

/// <summary>What the delivery worker of this silo does, for an operator.</summary>
internal sealed class DeliveryPicture(
    DeliveryPump pump, LaneBook lanes, EgressBook egress, Silos silos, IEnumerable<ISiloHealth> parts)
{
    private const int ShownOfCommit = 8;

    private static readonly string? Program = Short(
        typeof(DeliveryPicture).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);

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
            Problem())
        {
            Program = Program,
        };
    }

    private string? Problem()
    {
        var problems = parts.Select(part => part.Problem)
            .Append(egress.HasActive ? null : "It has no address to send from now.")
            .OfType<string>();
        var all = string.Join(' ', problems);
        return all.Length == 0 ? null : all;
    }

    /// <summary>The version, and after a plus sign as much of the commit as people compare.</summary>
    private static string? Short(string? version) => version?.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus
        ? version[..Math.Min(version.Length, plus + 1 + ShownOfCommit)]
        : version;

    private static EgressLoad Of(EgressIp ip, IReadOnlyDictionary<IPAddress, List<LaneLoad>> loads)
    {
        var own = loads.GetValueOrDefault(IPAddress.Parse(ip.Address)) ?? [];
        return new EgressLoad(
            ip.Address,
            own.Count,
            own.Count(lane => lane.ShutUntil is not null),
            own.Sum(lane => lane.Sessions),
            own.Sum(lane => lane.Queued),
            Math.Round(own.Sum(lane => lane.PerSecond), 1),
            ip.Paused ? "paused" : ip.Problem)
        {
            Waits = LaneWaits.Grouped(own),
        };
    }
}
