using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace OrleansMail.Dns;

/// <summary>
/// A resolver over a zone in text: <c>name type value [ttl]</c>; type <c>NONE</c> makes a name exist,
/// <c>SERVFAIL</c> makes it fail; a name that is not there does not exist.
/// Aliases are not followed, as from an authoritative server.
/// </summary>
public sealed class FakeDns(string zone) : IDnsQuery
{
    private readonly string[][] _lines =
        [.. zone.ReplaceLineEndings("\n").Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Every question that was asked, as <c>name type</c>.</summary>
    public ConcurrentQueue<string> Questions { get; } = new();

    /// <summary>Answers wait for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<DnsAnswer> QueryAsync(string name, DnsKind kind, CancellationToken cancellation)
    {
        Questions.Enqueue($"{name} {kind.ToString().ToUpperInvariant()}");
        await Gate;
        var lines = _lines.Where(line => line.Length > 1 && line[0] == name).ToList();
        if (lines.Exists(line => line[1] == "SERVFAIL" || line[1] == $"SERVFAIL-{kind.ToString().ToUpperInvariant()}"))
        {
            return DnsAnswer.Failure;
        }

        return lines.Count == 0
            ? new DnsAnswer(DnsStatus.NoSuchName, [])
            : new DnsAnswer(DnsStatus.Found, [.. lines.Select(Read).OfType<DnsRecord>().Where(Fits)]);

        bool Fits(DnsRecord record) => record.Kind == kind || record.Kind == DnsKind.Cname;
    }

    private static DnsRecord? Read(string[] line)
    {
        var ttl = TimeSpan.FromSeconds(300);
        return line[1] switch
        {
            "A" => new DnsRecord(line[0], DnsKind.A, Ttl(line, 3), Address: IPAddress.Parse(line[2])),
            "AAAA" => new DnsRecord(line[0], DnsKind.Aaaa, ttl, Address: IPAddress.Parse(line[2])),
            "CNAME" => new DnsRecord(line[0], DnsKind.Cname, ttl, line[2]),
            "MX" => new DnsRecord(line[0], DnsKind.Mx, Ttl(line, 4), line[3], Number(line[2])),
            _ => null,
        };
    }

    private static TimeSpan Ttl(string[] line, int at) =>
        TimeSpan.FromSeconds(line.Length > at ? Number(line[at]) : 300);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
