using System.Buffers;
using System.Globalization;
using System.Text;

namespace OrleansMail.Messages;

/// <summary>URLs in angle brackets (RFC 2369 §2): percent-encoded so far that they cannot leave them.</summary>
internal static class HeaderUrl
{
    private const string Scheme = "mailto:";

    /// <summary>Octets, encoded. A URL cannot be folded, and a line has 998 (RFC 5322 §2.1.1).</summary>
    private const int Longest = 900;

    // RFC 3986 §2.2 and §2.3 without the comma, which would end the URL in a list.
    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "-._~:/?#[]@!$&'()*+;=%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>The URL in ASCII; empty when there is none.</summary>
    public static ReadOnlySpan<char> Safe(ReadOnlySpan<char> url)
    {
        var trimmed = url.Trim();
        return trimmed.ContainsAnyExcept(Characters) ? Encoded(trimmed) : trimmed;
    }

    /// <summary>The same for an address with or without its scheme.</summary>
    public static ReadOnlySpan<char> Mailto(ReadOnlySpan<char> target) =>
        target.IsWhiteSpace() || target.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? Safe(target)
            : Safe($"{Scheme}{target}");

    public static bool IsTooLong(ReadOnlySpan<char> url) => Safe(url).Length > Longest;

    private static string Encoded(ReadOnlySpan<char> url)
    {
        var safe = new StringBuilder(url.Length + 16);
        foreach (var octet in Encoding.UTF8.GetBytes(url.ToString()))
        {
            _ = Characters.Contains((char)octet)
                ? safe.Append((char)octet)
                : safe.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
        }

        return safe.ToString();
    }
}
