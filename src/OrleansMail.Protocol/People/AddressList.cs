using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace OrleansMail.People;

/// <summary>The addresses that somebody may call from. An empty list allows every address.</summary>
/// <remarks>One more hurdle, never the only one: whoever is at an allowed address has still to sign in.</remarks>
public sealed class AddressList
{
    /// <summary>Most ranges of one list.</summary>
    public const int Most = 64;

    private readonly AddressRange[] _ranges;

    private AddressList(AddressRange[] ranges) => _ranges = ranges;

    /// <summary>No restriction.</summary>
    public static AddressList Everywhere { get; } = new([]);

    /// <summary>The ranges in their one spelling.</summary>
    public string[] Ranges => Array.ConvertAll(_ranges, range => range.ToString());

    public static bool TryParse(
        IReadOnlyCollection<string> texts,
        [NotNullWhen(true)] out AddressList? list,
        [NotNullWhen(false)] out string? reason)
    {
        list = null;
        if (texts.Count > Most)
        {
            reason = $"a list has {Most} ranges at most";
            return false;
        }

        var ranges = new List<AddressRange>(texts.Count);
        foreach (var text in texts)
        {
            if (!AddressRange.TryParse(text, out var range, out reason))
            {
                return false;
            }

            ranges.Add(range);
        }

        (list, reason) = (new AddressList([.. ranges]), null);
        return true;
    }

    /// <summary>May somebody call from there? An address that is not known is allowed by an empty list alone.</summary>
    /// <param name="from">As text; empty if it is not known.</param>
    public bool Allows(string from) =>
        _ranges.Length == 0
        || (AddressRange.Parse(from) is { } address && Array.Exists(_ranges, range => range.Contains(address)));

    /// <summary>The network that an address counts with: /24 of IPv4, /64 of IPv6. Empty if it is none.</summary>
    public static string NetworkOf(string from)
    {
        const int KeptOfFour = 3;
        const int KeptOfSix = 8;
        if (AddressRange.Parse(from) is not { } address)
        {
            return "";
        }

        var octets = address.GetAddressBytes();
        octets.AsSpan(octets.Length == 4 ? KeptOfFour : KeptOfSix).Clear();
        return new IPAddress(octets).ToString();
    }
}
