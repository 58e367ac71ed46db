using System.Net;

namespace OrleansMail.Dns;

/// <summary>Finds the mail hosts of a domain and their addresses. RFC 5321 §5.1, RFC 7505.</summary>
/// <param name="dns">Where to ask; answers are kept here, see <see cref="DnsCache"/>.</param>
/// <param name="options">What to know of us.</param>
/// <param name="clock">For the age of answers.</param>
/// <param name="shuffle">Orders hosts of equal preference; several threads use it at once.</param>
public sealed class MxResolver(IDnsQuery dns, MxResolverOptions options, TimeProvider clock, Random shuffle)
{
    private const int MaxAliases = 8;

    /// <summary>More than anybody has: a zone of thousands must not cost us thousands of questions.</summary>
    private const int MaxHosts = 32;

    private readonly DnsCache _dns = new(dns, options.Cache, clock);
    private readonly MxMemory _memory = new(options.Cache.MaxEntries, clock);

    /// <summary>The route of a domain; ask anew for every attempt, for a new order among equals.</summary>
    /// <param name="domain">Lower case, A-labels, without trailing dot.</param>
    /// <param name="cancellation">The only way to make this throw.</param>
    public async Task<MxResolution> ResolveAsync(string domain, CancellationToken cancellation)
    {
        if (Known(domain) is { } known)
        {
            return known;
        }

        var asking = new TimedQuery(_dns);
        var resolution = await AskAsync(asking, domain, cancellation);
        _memory.Keep(domain, resolution, asking.FreshUntil);
        return Shuffled(resolution);
    }

    /// <summary>The same where nobody has to be asked; null where somebody has.</summary>
    public MxResolution? Known(string domain) => options.Routes.Find(domain) is { } route
        ? route
        : _memory.Find(domain) is { } known ? Shuffled(known) : null;

    private async Task<MxResolution> AskAsync(TimedQuery asking, string domain, CancellationToken cancellation)
    {
        var name = domain;
        for (var step = 0; step <= MaxAliases; step++)
        {
            var answer = await asking.QueryAsync(name, DnsKind.Mx, cancellation);
            var end = answer.EndOfAliases(name);
            switch (answer.Status)
            {
                case DnsStatus.Failed:
                    return MxFailure.NoAnswer;
                case DnsStatus.NoSuchName:
                    return MxFailure.NoSuchDomain;
                case DnsStatus.Found when end is null:
                    return MxFailure.NoHost;
                default:
                    break;
            }

            var records = answer.Records.Where(record => record.Kind == DnsKind.Mx && record.Name == end).ToList();
            if (records.Count > 0)
            {
                return await FromRecordsAsync(asking, records, cancellation);
            }

            if (end == name)
            {
                return await ImplicitAsync(asking, name, cancellation);
            }

            // RFC 5321 §5.1: an alias is followed as if its target had been asked for.
            name = end!;
        }

        return MxFailure.NoHost;
    }

    /// <summary>The addresses of one host of a route that may be connected to.</summary>
    public async Task<HostAddresses> AddressesAsync(MxRoute route, string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            // RFC 5321 §5.1: an MX names a host; an address is for the operator's own routes.
            return route.IsFixed
                ? new HostAddresses([literal], Failure: null)
                : new HostAddresses([], MxFailure.NoHost);
        }

        var (found, failed) = await LookUpAsync(new TimedQuery(_dns), host, cancellation);
        var permitted = route.IsFixed ? found : [.. found.Where(options.Addresses.Permits)];
        return new HostAddresses(permitted, permitted.Count > 0
            ? null
            : failed ? MxFailure.NoAnswer : found.Count > 0 ? MxFailure.Forbidden : MxFailure.NoHost);
    }

    private async Task<MxResolution> FromRecordsAsync(
        TimedQuery asking, List<DnsRecord> records, CancellationToken cancellation)
    {
        // RFC 7505 §3: a null MX stands alone, with preference 0. Next to others "." is a mistake and dropped.
        if (records is [{ Target: ".", Preference: 0 }])
        {
            return MxFailure.NullMx;
        }

        var hosts = records
            .Where(record => HostName.IsUsable(record.Target))
            .Select(record => new MxHost(record.Preference, record.Target))
            .Distinct()
            .OrderBy(host => host.Preference)
            .Take(MaxHosts)
            .ToList();

        // RFC 5321 §5.1: with any MX, even an unusable one, the domain's own address is not a mail host.
        if (hosts.Count == 0)
        {
            return MxFailure.NoHost;
        }

        var ours = await LowestOfOursAsync(asking, hosts, cancellation);
        var rest = hosts.Where(host => host.Preference < ours).ToList();
        return rest.Count == 0 ? MxFailure.Loop : new MxRoute(SiteName.Of(rest), rest);
    }

    /// <summary>RFC 5321 §5.1: a domain with no MX is its own mail host.</summary>
    private async Task<MxResolution> ImplicitAsync(TimedQuery asking, string domain, CancellationToken cancellation)
    {
        var hosts = new List<MxHost> { new(0, domain) };
        if (!HostName.IsUsable(domain))
        {
            return MxFailure.NoHost;
        }

        if (await LowestOfOursAsync(asking, hosts, cancellation) == 0)
        {
            return MxFailure.Loop;
        }

        var (found, failed) = await LookUpAsync(asking, domain, cancellation);
        return found.Count > 0
            ? new MxRoute(SiteName.Of(hosts), hosts)
            : failed ? MxFailure.NoAnswer : MxFailure.NoHost;
    }

    /// <summary>The preference of the best host that is ours; above all others where none is.</summary>
    private async Task<int> LowestOfOursAsync(
        TimedQuery asking, List<MxHost> hosts, CancellationToken cancellation)
    {
        foreach (var host in hosts.OrderBy(host => host.Preference))
        {
            if (options.OwnNames.Contains(host.Name, StringComparer.OrdinalIgnoreCase))
            {
                return host.Preference;
            }

            if (options.OwnAddresses.Count > 0)
            {
                var (found, _) = await LookUpAsync(asking, host.Name, cancellation);
                if (found.Any(options.OwnAddresses.Contains))
                {
                    return host.Preference;
                }
            }
        }

        return int.MaxValue;
    }

    private MxResolution Shuffled(MxResolution resolution)
    {
        if (resolution.Route is not { IsFixed: false, Hosts.Count: > 1 } route)
        {
            return resolution;
        }

        // RFC 5321 §5.1: equal preferences MUST be spread; the sort is stable and keeps the shuffled order.
        var order = route.Hosts.ToArray();
        shuffle.Shuffle(order);
        return route with { Hosts = [.. order.OrderBy(host => host.Preference)] };
    }

    private async Task<(IReadOnlyList<IPAddress> Found, bool Failed)> LookUpAsync(
        TimedQuery asking,
        string host,
        CancellationToken cancellation)
    {
        var (found, failed) = await LookUpAsync(asking, host, DnsKind.A, cancellation);
        if (!options.AllowIPv6)
        {
            return (found, failed);
        }

        var (sixes, sixFailed) = await LookUpAsync(asking, host, DnsKind.Aaaa, cancellation);
        return ([.. found, .. sixes], failed || sixFailed);
    }

    private static async Task<(List<IPAddress> Found, bool Failed)> LookUpAsync(
        TimedQuery asking,
        string host,
        DnsKind kind,
        CancellationToken cancellation)
    {
        var name = host;
        for (var step = 0; step <= MaxAliases; step++)
        {
            var answer = await asking.QueryAsync(name, kind, cancellation);
            var end = answer.EndOfAliases(name);
            var found = answer.Records
                .Where(record => record.Kind == kind && record.Name == end && record.Address is not null)
                .Select(record => record.Address!)
                .ToList();
            if (found.Count > 0 || answer.Status != DnsStatus.Found || end is null || end == name)
            {
                return (found, answer.Status == DnsStatus.Failed);
            }

            name = end;
        }

        return ([], Failed: false);
    }
}
