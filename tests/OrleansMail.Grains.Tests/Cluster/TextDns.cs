using System.Collections.Concurrent;
using OrleansMail.Dns;

namespace OrleansMail.Cluster;

/// <summary>A resolver that knows the TXT records that a test publishes; other names do not exist.</summary>
internal sealed class TextDns : IDnsQuery
{
    private readonly ConcurrentDictionary<string, string[]> _texts = new(StringComparer.Ordinal);

    public TimeSpan Ttl { get; set; } = TimeSpan.FromMinutes(5);

    public void Publish(string name, params string[] texts) => _texts[name] = texts;

    /// <summary>From now on no server answers for the name.</summary>
    public void Fail(string name) => _texts[name] = ["SERVFAIL"];

    public Task<DnsAnswer> QueryAsync(string name, DnsKind kind, CancellationToken cancellation) => Task.FromResult(
        !_texts.TryGetValue(name, out var texts) ? new DnsAnswer(DnsStatus.NoSuchName, [])
        : texts is ["SERVFAIL"] ? DnsAnswer.Failure
        : new DnsAnswer(DnsStatus.Found, [.. texts.Select(text => new DnsRecord(name, DnsKind.Txt, Ttl, text))]));
}
