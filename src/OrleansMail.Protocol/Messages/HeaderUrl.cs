using System.Globalization;
using System.Text;

namespace OrleansMail.Messages;

/// <summary>URLs in angle brackets (RFC 2369 §2): percent-encoded so far that they cannot leave them.</summary>
internal static class HeaderUrl
{
    /// <summary>Octets, encoded. A URL cannot be folded, and a line has 998 (RFC 5322 §2.1.1).</summary>
    private const int Longest = 900;

    // RFC 3986 §2.2 and §2.3 without the comma, which would end the URL in a list.
    private const string Characters = "-._~:/?#[]@!$&'()*+;=%";

    /// <summary>The URL in ASCII; null when there is none.</summary>
    public static string? Safe(string? url)
    {
        if (string.IsNullOrWhiteSpace(url))
        {
            return null;
        }

        var safe = new StringBuilder(url.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(url.Trim()))
        {
            var character = (char)octet;
            _ = char.IsAsciiLetterOrDigit(character) || Characters.Contains(character, StringComparison.Ordinal)
                ? safe.Append(character)
                : safe.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
        }

        return safe.ToString();
    }

    /// <summary>The same for an address with or without its scheme.</summary>
    public static string? Mailto(string? target) =>
        string.IsNullOrWhiteSpace(target) || target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
            ? Safe(target)
            : Safe($"mailto:{target}");

    public static bool IsTooLong(string? url) => Safe(url)?.Length > Longest;
}
