using System.Net;
using DnsClient;
using OrleansMail.Dkim;
using OrleansMail.Domains;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary>Asks DNS for the records of a sending domain and compares them with those the silo wants.</summary>
internal sealed class DomainRecords
{
    private const int DnsPort = 53;
    private const string Ok = "ok";
    private readonly LookupClient _dns;

    /// <param name="servers">Address or address and port; none means the system's.</param>
    public DomainRecords(IReadOnlyList<string> servers)
    {
        var endpoints = servers.Select(server => TryParseServer(server, out var endpoint) ? endpoint : null)
            .OfType<IPEndPoint>().ToArray();
        var options = endpoints.Length == 0 ? new LookupClientOptions() : new LookupClientOptions(endpoints);
        options.UseCache = false;
        options.Timeout = TimeSpan.FromSeconds(3);
        options.Retries = 1;
        _dns = new LookupClient(options);
    }

    public static bool TryParseServer(string text, out IPEndPoint? endpoint)
    {
        if (!IPEndPoint.TryParse(text, out endpoint))
        {
            return false;
        }

        endpoint.Port = endpoint.Port == 0 ? DnsPort : endpoint.Port;
        return true;
    }

    public async Task<DomainCheckView> CheckAsync(SendingDomain domain, CancellationToken cancellation)
    {
        var checks = new List<RecordCheckView>();
        foreach (var record in domain.Records)
        {
            checks.Add(await CompareAsync(record, cancellation));
        }

        // RFC 7208 §4.5: exactly one record that begins with the version; RFC 9989 §4.7 says the same of DMARC.
        if (!checks.Exists(check => check.Kind == "spf"))
        {
            checks.Add(await PresenceAsync("spf", domain.Domain, "v=spf1", cancellation));
        }

        if (!checks.Exists(check => check.Kind == "dmarc"))
        {
            checks.Add(await PresenceAsync("dmarc", $"_dmarc.{domain.Domain}", "v=DMARC1", cancellation));
        }

        return new DomainCheckView(domain.Domain, checks.TrueForAll(check => check.State == Ok), [.. checks]);
    }

    /// <summary>The same record, whatever spaces a zone editor put between its tags.</summary>
    public static bool SameRecord(string expected, string found) => Squeeze(expected) == Squeeze(found);

    private static string Squeeze(string value) =>
        string.Concat(value.Where(letter => !char.IsWhiteSpace(letter))).TrimEnd(';');

    private static string StateOf(KeyRecordSight sight) => sight switch
    {
        KeyRecordSight.Right => Ok,
        KeyRecordSight.Missing => "missing",
        KeyRecordSight.Different => "different",
        KeyRecordSight.Several => "several",
        KeyRecordSight.Revoked => "revoked",
        KeyRecordSight.Testing => "testing",
        KeyRecordSight.NoAnswer => "no-answer",
    };

    private static string KindOf(DnsRecord record) => record switch
    {
        _ when record.Name.Contains("._domainkey.", StringComparison.OrdinalIgnoreCase) => "dkim",
        _ when record.Value.StartsWith("v=spf1", StringComparison.OrdinalIgnoreCase) => "spf",
        _ when record.Name.StartsWith("_dmarc.", StringComparison.OrdinalIgnoreCase) => "dmarc",
        _ => "txt",
    };

    private async Task<RecordCheckView> CompareAsync(DnsRecord record, CancellationToken cancellation)
    {
        var kind = KindOf(record);
        if (kind is "spf" or "dmarc")
        {
            // The owner may have more to say there than we know of: it must exist, not be ours to the letter.
            return await PresenceAsync(kind, record.Name, kind == "spf" ? "v=spf1" : "v=DMARC1", cancellation);
        }

        var found = await TextsAsync(record.Name, cancellation);
        var state = kind == "dkim" ? StateOf(KeyRecord.Judge(record.Value, found)) : found switch
        {
            null => "no-answer",
            [] => "missing",
            _ => found.Any(text => SameRecord(record.Value, text)) ? Ok : "different",
        };
        return new RecordCheckView(kind, record.Name, state, record.Value, found is { Count: > 0 } ? found[0] : null);
    }

    private async Task<RecordCheckView> PresenceAsync(
        string kind, string name, string version, CancellationToken cancellation)
    {
        var texts = await TextsAsync(name, cancellation);
        // RFC 9989 §4.7: the version of DMARC is case-sensitive; that of SPF is not.
        var letters = kind == "dmarc" ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var found = texts?.Where(text => text.StartsWith(version, letters)).ToArray();
        var state = found switch { null => "no-answer", [] => "missing", [_] => Ok, _ => "several" };
        return new RecordCheckView(kind, name, state, null, found is [var first, ..] ? first : null);
    }

    /// <summary>The TXT records of a name, each joined (RFC 7208 §3.3); null if no server answered.</summary>
    private async Task<IReadOnlyList<string>?> TextsAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var answer = await _dns.QueryAsync(name, QueryType.TXT, cancellationToken: cancellation);
            return answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain
                ? null
                : [.. answer.Answers.TxtRecords().Select(record => string.Concat(record.Text))];
        }
        catch (DnsResponseException)
        {
            return null;
        }
    }
}
