using System.Diagnostics.Metrics;
using OrleansMail.Dns;

namespace OrleansMail.Telemetry;

/// <summary>Questions to the resolvers, counted and timed; those that the cache answers do not come here.</summary>
internal sealed class MeasuredDns(IDnsQuery dns, IMeterFactory meters, TimeProvider clock) : IDnsQuery
{
    private readonly Histogram<double> _queries = meters.Engine().CreateHistogram(
        "orleansmail.dns.query.duration", "s", "How long a question to the resolvers takes", [], EngineMeter.Seconds);

    public async Task<DnsAnswer> QueryAsync(string name, DnsKind kind, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var answer = await dns.QueryAsync(name, kind, cancellation);
        _queries.Record(
            clock.GetElapsedTime(started).TotalSeconds,
            new KeyValuePair<string, object?>("type", kind.ToString()),
            new KeyValuePair<string, object?>("result", answer.Status.ToString()));
        return answer;
    }
}
