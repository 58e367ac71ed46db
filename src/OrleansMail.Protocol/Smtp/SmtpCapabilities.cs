using System.Globalization;

namespace OrleansMail.Smtp;

/// <summary>What a server offers, from its answer to EHLO. RFC 5321 §4.1.1.1.</summary>
public sealed class SmtpCapabilities
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private SmtpCapabilities()
    {
    }

    /// <summary>Nothing: what HELO leaves.</summary>
    public static SmtpCapabilities Empty { get; } = new();

    /// <summary>RFC 2920.</summary>
    public bool Pipelining => Has("PIPELINING");

    /// <summary>RFC 3030.</summary>
    public bool Chunking => Has("CHUNKING");

    /// <summary>RFC 3207.</summary>
    public bool StartTls => Has("STARTTLS");

    /// <summary>RFC 1870: null where not offered, 0 for no fixed limit, else octets.</summary>
    public long? SizeLimit => !_parameters.TryGetValue("SIZE", out var limit)
        ? null
        : long.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var octets) ? octets : 0;

    /// <summary>Reads the lines of a reply to EHLO; the first is a greeting.</summary>
    public static SmtpCapabilities Read(IReadOnlyList<string> lines)
    {
        var capabilities = new SmtpCapabilities();
        foreach (var line in lines.Skip(1))
        {
            var text = line.Trim();
            var blank = text.IndexOf(' ', StringComparison.Ordinal);
            capabilities._parameters[blank < 0 ? text : text[..blank]] = blank < 0 ? "" : text[(blank + 1)..].Trim();
        }

        return capabilities;
    }

    /// <summary>Whether a keyword was offered, in any case.</summary>
    public bool Has(string keyword) => _parameters.ContainsKey(keyword);
}
