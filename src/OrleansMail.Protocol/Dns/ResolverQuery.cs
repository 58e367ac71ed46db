using System.Globalization;
using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace OrleansMail.Dns;

/// <summary>
/// Asks recursive resolvers over UDP, and TCP where the answer is cut; <see cref="DnsCache"/> keeps answers.
/// </summary>
/// <remarks>
/// Only resolvers on trusted ground, best on this host: an answer is matched to its question by a 16-bit number alone.
/// </remarks>
public sealed class ResolverQuery : IDnsQuery
{
    private readonly LookupClient _client;

    /// <param name="servers">Tried in order; none means those of the system.</param>
    /// <param name="limit">For one try at one server. Above zero.</param>
    public ResolverQuery(IReadOnlyList<IPEndPoint> servers, TimeSpan limit)
    {
        var options = servers.Count == 0
            ? new LookupClientOptions()
            : new LookupClientOptions([.. servers.Select(server => new NameServer(server))]);
        options.UseCache = false;
        options.Timeout = limit;
        options.Retries = 1;
        options.UseRandomNameServer = false;
        options.ThrowDnsErrors = false;
        _client = new LookupClient(options);
    }

    /// <summary>
    /// Reads <c>address</c> or <c>address:port</c> with port 53 as default, <c>[address]:port</c> for IPv6.
    /// </summary>
    public static bool TryParseServer(string text, out IPEndPoint server)
    {
        server = new IPEndPoint(IPAddress.None, 53);
        if (!IPEndPoint.TryParse(text, out var parsed))
        {
            return false;
        }

        server = parsed.Port == 0 ? new IPEndPoint(parsed.Address, 53) : parsed;
        return true;
    }

    public async Task<DnsAnswer> QueryAsync(string name, DnsKind kind, CancellationToken cancellation)
    {
        IDnsQueryResponse response;
        try
        {
            response = await _client.QueryAsync(name, TypeOf(kind), QueryClass.IN, cancellation);
        }
        catch (DnsResponseException)
        {
            return DnsAnswer.Failure;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return DnsAnswer.Failure;
        }

        var status = response.Header.ResponseCode switch
        {
            DnsHeaderResponseCode.NoError => DnsStatus.Found,
            DnsHeaderResponseCode.NotExistentDomain => DnsStatus.NoSuchName,
            _ => DnsStatus.Failed,
        };
        return new DnsAnswer(status, [.. response.Answers.Select(Read).OfType<DnsRecord>()], NegativeTtlOf(response));
    }

    // RFC 2308 §5: the smaller of the SOA's own TTL and its minimum field.
    private static TimeSpan? NegativeTtlOf(IDnsQueryResponse response) =>
        response.Authorities.SoaRecords().FirstOrDefault() is { } soa
            ? TimeSpan.FromSeconds(Math.Min((uint)soa.InitialTimeToLive, soa.Minimum))
            : null;

    private static DnsRecord? Read(DnsResourceRecord record)
    {
        var name = Name(record.DomainName);
        var ttl = TimeSpan.FromSeconds(Math.Max(record.InitialTimeToLive, 0));
        return record switch
        {
            ARecord a => new DnsRecord(name, DnsKind.A, ttl, Address: a.Address),
            AaaaRecord aaaa => new DnsRecord(name, DnsKind.Aaaa, ttl, Address: aaaa.Address),
            MxRecord mx => new DnsRecord(name, DnsKind.Mx, ttl, Name(mx.Exchange), mx.Preference),
            CNameRecord alias => new DnsRecord(name, DnsKind.Cname, ttl, Name(alias.CanonicalName)),
            TxtRecord text => new DnsRecord(name, DnsKind.Txt, ttl, string.Concat(text.Text)),
            PtrRecord pointer => new DnsRecord(name, DnsKind.NameOfAddress, ttl, Name(pointer.PtrDomainName)),
            _ => null,
        };
    }

    private static string Name(DnsString name)
    {
        var lower = name.Value.ToLower(CultureInfo.InvariantCulture);
        return lower.Length > 1 ? lower.TrimEnd('.') : lower;
    }

    private static QueryType TypeOf(DnsKind kind) => kind switch
    {
        DnsKind.A => QueryType.A,
        DnsKind.Aaaa => QueryType.AAAA,
        DnsKind.Mx => QueryType.MX,
        DnsKind.Cname => QueryType.CNAME,
        DnsKind.Txt => QueryType.TXT,
        DnsKind.NameOfAddress => QueryType.PTR,
    };
}
