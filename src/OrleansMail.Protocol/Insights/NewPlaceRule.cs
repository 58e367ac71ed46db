using System.Net;
using System.Net.Sockets;
using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Somebody signed in from a network that they had not used before, after they had used another one.</summary>
internal sealed class NewPlaceRule : IInsightRule
{
    // What a provider gives to one customer or one site, more or less.
    private const int NetworkV4 = 24;
    private const int NetworkV6 = 48;

    private readonly Dictionary<string, HashSet<string>> _known = new(StringComparer.Ordinal);
    private readonly EvidenceBook _found = new();

    public void See(AuditEntry entry, bool asked)
    {
        if (entry.Action != AuditWords.SignIn || Network(entry.From) is not { } network)
        {
            return;
        }

        var person = AuditWords.Person(entry);
        if (!_known.TryGetValue(person, out var networks))
        {
            _known.Add(person, networks = new HashSet<string>(StringComparer.Ordinal));
        }

        if (networks.Add(network) && networks.Count > 1 && asked)
        {
            _found.Add(person, entry);
        }
    }

    public IEnumerable<Insight> End() =>
        _found.Tell("new-place", 1, count => $"signed in from {count} networks that are new for this person");

    private static string? Network(string from)
    {
        if (!IPAddress.TryParse(from, out var address))
        {
            return null;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bits = plain.AddressFamily == AddressFamily.InterNetwork ? NetworkV4 : NetworkV6;
        return Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, bits / 8));
    }
}
