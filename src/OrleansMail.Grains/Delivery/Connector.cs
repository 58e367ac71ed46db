using OrleansMail.Dns;
using OrleansMail.Egress;
using OrleansMail.Lanes;
using OrleansMail.Outcomes;
using OrleansMail.Smtp;

namespace OrleansMail.Delivery;

/// <summary>Opens a session to the first host of a site that will talk to us (RFC 5321 §5.1).</summary>
internal sealed class Connector(
    MxResolver resolver,
    EgressBook egress,
    EgressProxies proxies,
    ProxyHealth health,
    OutcomeOf outcomes,
    DeliveryOptions options,
    TimeProvider clock)
{
    // RFC 5321 §5.1 wants at least two addresses tried; without a bound a long MX list would hold the lane for hours.
    private const int MostAddresses = 10;

    /// <summary>A session to a host not in <paramref name="avoid"/>, or the end that the attempt comes to.</summary>
    public async Task<(SmtpSession? Session, AttemptEnd? End)> OpenAsync(
        LaneKey lane, string domain, ISet<string> avoid, CancellationToken cancellation)
    {
        var resolution = await resolver.ResolveAsync(domain, cancellation);
        if (resolution.Route is not { } route)
        {
            return (null, AttemptEnds.Of(resolution.Failure!, lane.Site));
        }

        AttemptEnd? last = null;
        var tried = 0;
        foreach (var host in route.Hosts.Where(host => !avoid.Contains(host.Name)))
        {
            var addresses = await resolver.AddressesAsync(route, host.Name, cancellation);
            last ??= addresses.Failure is { } failure ? AttemptEnds.Of(failure, lane.Site) : null;
            foreach (var address in addresses.Addresses)
            {
                if (++tried > MostAddresses)
                {
                    return (null, last);
                }

                var target = new SmtpTarget(host.Name, address, route.IsFixed ? route.Port : options.Port);
                var opening = await SmtpSession.OpenAsync(target, Identity(lane), cancellation);
                var isOurs = health.IsOurs(lane.EgressIp, opening.Fault);
                if (opening.IsOpen)
                {
                    return (opening.Session, null);
                }

                last = isOurs
                    ? AttemptEnds.OfProxy(opening.Fault, lane.Site)
                    : AttemptEnds.Of(opening.Fault, lane.Site, host.Name);
                if (outcomes.Decide(last).Next != NextStep.NextHost && opening.Fault.Kind != FaultKind.ProxyDenied)
                {
                    return (null, last);
                }
            }
        }

        return (null, last ?? AttemptEnds.NoHost(lane.Site));
    }

    private SmtpSessionOptions Identity(LaneKey lane) => new()
    {
        EhloName = egress.EhloName(lane.EgressIp),
        LocalAddress = lane.EgressIp,
        Proxy = proxies.Of(lane.EgressIp),
        Timeouts = options.Timeouts,
        Chunking = options.Chunking,
        Clock = clock,
    };
}
